"""The rules over Python: where each holds, its samples, and what is allowed with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.house_rules.finders import (
    Finder,
    built_sql,
    called,
    days_added,
    expanded_lookups,
    followed_input,
    imports,
    long_files,
    long_functions,
    marked_safe,
    named,
    other_clocks,
    overridden_saves,
    said,
    unguarded_rows,
)
from tests.house_rules.source import Module


@dataclass(frozen=True)
class Rule:
    """A rule: `find` gives the lines on which it fires; `fires` and `passes` are samples.

    `allowed` holds for a path how often it may fire there, and why.
    """

    name: str
    find: Finder
    fires: tuple[str, ...]
    passes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    allowed: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def holds_in(self, path: str) -> bool:
        """Whether the rule is asked of this module at all."""
        return (not self.only or path.startswith(self.only)) and not path.startswith(self.beside)

    def broken(self, module: Module) -> list[int]:
        """The lines of a module that break it, beyond what is allowed there."""
        if not self.holds_in(module.path):
            return []
        lines = sorted(set(self.find(module)))
        most, _why = self.allowed.get(module.path, (0, ""))
        return lines if len(lines) > most else []


PARTS = ("bodies", "calls", "recommendations", "workspaces", "gatherings", "direct")
FEEDBACK = ("questionnaires", "surveys", "measures", "stakeholders", "results", "reports")
VIEWS = (
    "consultations/views",
    "prestizh/meetings/views",
    "prestizh/meetings/minutes/views",
    *(f"forums/{part}/views" for part in PARTS),
    *(f"feedback/{part}/views" for part in FEEDBACK),
    "prestizh/home",
    "prestizh/documents/views",
    "prestizh/ledger/views",
)
# Made by Django from the models, and the owner's own statements, with names that we wrote.
MADE = (
    "consultations/migrations/",
    "prestizh/meetings/migrations/",
    *(f"forums/{part}/migrations/" for part in PARTS),
    *(f"feedback/{part}/migrations/" for part in FEEDBACK),
)
LEDGER = ("prestizh/ledger/migrations/",)
LOCAL = ("prestizh/local/",)

RULES = (
    Rule(
        "HTML is declared safe only where it was made safe",
        marked_safe,
        ("mark_safe(text)", "SafeString(a + b)", 'format_html(f"<b>{name}</b>")'),
        ('SafeString(" open")', 'format_html("<b>{}</b>", name)'),
        allowed={
            "consultations/reading.py": (3, "joins pieces that templates rendered, escaped"),
            "prestizh/home/markdown.py": (1, "after the allow-list of nh3"),
        },
    ),
    Rule(
        "No raw SQL in place of the query language",
        called("raw", "extra", "RawSQL"),
        ('User.objects.raw("SELECT 1")', "rows.extra(where=[a])", "RawSQL(a, [])"),
    ),
    Rule(
        "SQL is never put together from pieces",
        built_sql,
        (
            'cursor.execute(f"SELECT {name}")',
            'cursor.execute("SELECT %s" % name)',
            'cursor.execute("SELECT {}".format(name))',
            'cursor.execute("SELECT " + name)',
        ),
        ('cursor.execute("SELECT %s", [name])', "cursor.execute(APPEND, arguments)"),
        beside=LOCAL + LEDGER,
    ),
    Rule(
        "Only guarded views go without Django's check of the token",
        named("csrf_exempt"),
        ("@csrf_exempt\ndef view(request): ...", "view = decorators.csrf_exempt(view)"),
        allowed={
            "prestizh/ui/same_origin.py": (1, "asks where the post comes from"),
            "prestizh/home/following/views.py": (2, "one click of a mail program, RFC 8058"),
            "feedback/surveys/views/unwanted.py": (1, "one click of a mail program, RFC 8058"),
        },
    ),
    Rule(
        "Views fetch rows through visible_to, editable_by or public",
        unguarded_rows,
        (
            "Opinion.objects.get(pk=1)",
            "get_object_or_404(User, pk=pk)",
            "rows = Consultation.objects",
        ),
        (
            "Consultation.objects.public().first()",
            "get_object_or_404(Document.objects.visible_to(request.user), pk=pk)",
        ),
        only=VIEWS,
        allowed={
            "consultations/views/basket.py": (1, "found by the key in the visitor's cookie"),
            "consultations/views/receipt.py": (1, "the address is the secret; `held` looks at it"),
            "consultations/views/public.py": (1, "the public record of one opinion by its №"),
            "consultations/views/downloads.py": (2, "of a consultation that is public"),
            "consultations/views/desk/answers.py": (1, "of a consultation that is editable"),
            "consultations/views/desk/closing.py": (1, "of a consultation that is editable"),
            "consultations/views/desk/drafts.py": (1, "of a consultation that is editable"),
            "prestizh/documents/views.py": (2, "the address is the secret, as for a receipt"),
            "prestizh/ledger/views.py": (2, "daily roots are public"),
            "prestizh/home/context.py": (1, "the one municipality"),
            "prestizh/home/desk.py": (5, "the reader's own; counts for who may verify"),
            "prestizh/home/following/forms.py": (2, "topics and settlements are public"),
            "prestizh/home/following/scopes.py": (2, "topics and settlements are public"),
            "prestizh/home/front.py": (3, "filtered by public stages, cheaper in one query"),
            "prestizh/home/operation.py": (3, "behind operation.read and operation.retry"),
            "prestizh/home/people/organisations.py": (3, "behind organisation.read"),
            "prestizh/home/people/profile.py": (1, "the reader's own row"),
            "prestizh/home/due_dates.py": (11, "behind overview.read, for the whole portal"),
            "prestizh/home/figures.py": (5, "counts, behind overview.read"),
            "prestizh/home/people/roles.py": (8, "behind people.read and people.manage"),
            "prestizh/home/places/lists.py": (4, "behind places.manage"),
            "prestizh/home/places/municipality.py": (2, "settings behind municipality.manage"),
            "prestizh/home/watching.py": (4, "counts for the operators' port"),
            "prestizh/home/wellknown.py": (1, "filtered by public stages"),
        },
    ),
    Rule(
        "A request never speaks to the broker",
        called("delay", "apply_async", "send_task", "si", "s"),
        ("deliver.delay()", "deliver.apply_async(countdown=3)", 'app.send_task("outbox.deliver")'),
        allowed={"prestizh/outbox/listening.py": (1, "the listener beside the requests")},
    ),
    Rule(
        "No page is kept by Django's cache",
        named("cache_page", "UpdateCacheMiddleware", "FetchFromCacheMiddleware", "cache_control"),
        ("@cache_page(60)\ndef view(request): ...",),
    ),
    Rule(
        "Days are added to days, not to instants",
        days_added,
        ("closes_at + timedelta(days=30)", "now - timedelta(1)", "now + timedelta(weeks=1)"),
        ("now + timedelta(minutes=5)",),
        only=("consultations/",),
        allowed={
            "consultations/reading.py": (1, "on a local day"),
            "consultations/reminders.py": (1, "on a local day"),
            "consultations/letters.py": (1, "a reminder some days later, to the hour is enough"),
            "consultations/views/downloads.py": (1, "on a local day"),
        },
    ),
    Rule(
        "There is one clock, the database's",
        other_clocks,
        ("datetime.now(UTC)", "timezone.now()", "date.today()", "time.time()"),
        ("clock.now()", "time.monotonic()", "clock.today()"),
        beside=LOCAL,
        allowed={
            "prestizh/accounts/second_factor.py": (1, "compared with allauth's own reading"),
        },
    ),
    Rule(
        "No signals",
        imports("django.dispatch", "django.db.models.signals", "django.core.signals"),
        ("from django.dispatch import receiver", "from django.db.models.signals import post_save"),
    ),
    Rule(
        "Saving a row does nothing but save it",
        overridden_saves,
        ("class A(models.Model):\n    def save(self): ...",),
        ("class A:\n    def keep(self): ...",),
    ),
    Rule(
        "Nothing is printed",
        called("print", "pprint", "breakpoint"),
        ('print("here")', "breakpoint()"),
        beside=LOCAL,
        allowed={
            "prestizh/ledger/verifier.py": (3, "a program of its own, run in a terminal"),
            "forums/gatherings/repeat_draw.py": (3, "a program of its own, run in a terminal"),
        },
    ),
    Rule(
        "A reader never chooses the fields of a query",
        expanded_lookups,
        ("rows.filter(**request.GET.dict())", 'rows.order_by(request.GET["o"])'),
        ("rows.filter(kind=kind)",),
        only=VIEWS,
    ),
    Rule(
        "Addresses are made from the site's setting, not from the request",
        called("build_absolute_uri", "get_host", "get_current_site", "get_raw_uri"),
        ('request.build_absolute_uri("/")', "get_current_site(request)"),
        allowed={"prestizh/ui/artefacts.py": (1, "looks whether the host is one of ours")},
    ),
    Rule(
        "The client's network address is read in one place",
        said("X-Forwarded-For", "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR", "X-Real-IP"),
        ('request.META["REMOTE_ADDR"]', 'request.headers.get("X-Forwarded-For")'),
        ('"""Not from REMOTE_ADDR."""',),
        allowed={
            "prestizh/accounts/network.py": (2, "it counts the proxies that are ours"),
            "feedback/surveys/impersonal.py": (2, "takes it away from who answers"),
        },
    ),
    Rule(
        "Nobody is redirected to what the request says",
        followed_input,
        ('redirect(request.GET["next"])', 'HttpResponseRedirect(request.POST.get("next"))'),
        ('redirect("home:desk")',),
    ),
    Rule(
        "Cookies are set where they are listed",
        called("set_cookie", "set_signed_cookie"),
        ('response.set_cookie("a", "b")',),
        allowed={
            "consultations/views/basket.py": (1, "the basket, with all its flags"),
            "feedback/surveys/impersonal.py": (1, "the draft of a survey, with all its flags"),
        },
    ),
    Rule(
        "Nothing is unpickled or evaluated",
        called("eval", "exec", "loads_pickle", "unsafe_load", "literal_eval"),
        ("eval(text)", "yaml.unsafe_load(text)"),
        beside=LOCAL,
    ),
    Rule(
        "Nothing is pickled",
        imports("pickle", "marshal", "shelve", "dill"),
        ("import pickle", "from marshal import loads"),
    ),
    Rule(
        "Functions are short",
        long_functions,
        ("def long():\n" + "    a = 1\n" * 41,),
        ("def short():\n" + "    a = 1\n" * 40,),
        beside=MADE,
        allowed={
            "consultations/closing.py": (1, "one list of obstacles, each with its sentence"),
            "prestizh/documents/keeping.py": (1, "one list of sentences"),
        },
    ),
    Rule(
        "Files are short",
        long_files,
        ("a = 1\n" * 301,),
        ("a = 1\n" * 300,),
        beside=MADE,
        allowed={
            "prestizh/settings.py": (1, "one file, so that nothing is set twice"),
            "prestizh/terms.py": (1, "the counting of terms, read as one with the law"),
        },
    ),
)
