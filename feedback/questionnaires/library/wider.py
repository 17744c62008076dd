"""Needs by service, attitudes to participation, accessibility of an event."""

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
)
from feedback.questionnaires.library.parts import (
    ABOUT_YOU,
    IN_OWN_WORDS,
    PROMISE,
    options,
    single,
    text,
)

SERVICES = options(
    streets=("улици и тротоари", "streets and pavements"),
    transport=("обществен транспорт", "public transport"),
    water=("водоснабдяване и канализация", "water and sewerage"),
    waste=("чистота и отпадъци", "cleanliness and waste"),
    green=("паркове и зелени площи", "parks and green areas"),
    schools=("детски градини и училища", "kindergartens and schools"),
    social=("социални услуги и грижа", "social services and care"),
    health=("здравеопазване", "health care"),
    culture=("култура и спорт", "culture and sport"),
    safety=("осветление и безопасност", "lighting and safety"),
)


def _by_service(key: str, bg: str, en: str, criterion: Criterion) -> Question:
    rows = tuple(Row(one.key, one.words, criterion, subject=one.key) for one in SERVICES)
    return Question(key, QuestionKind.MATRIX, Words(bg, en), rows=rows)


NEEDS = Content(
    Words("От какво има нужда Вашето място?", "What does your place need?"),
    PROMISE,
    (
        Section(
            "importance",
            Words("Кое е важно", "What is important"),
            questions=(
                _by_service(
                    "importance",
                    "Колко важно е за Вас?",
                    "How important is it to you?",
                    Criterion.IMPORTANCE,
                ),
            ),
        ),
        Section(
            "state",
            Words("Как е днес", "How it is today"),
            questions=(
                _by_service(
                    "state",
                    "Доколко сте доволни от състоянието сега?",
                    "How content are you with the present state?",
                    Criterion.STATE,
                ),
            ),
        ),
        Section(
            "first",
            Words("С какво да се започне", "Where to begin"),
            questions=(
                Question(
                    "first_three",
                    QuestionKind.RANKING,
                    Words("Кои три неща са най-спешни?", "Which three are most urgent?"),
                    options=SERVICES,
                    most=3,
                ),
                text("missing", "Какво липсва най-много?", "What is missed most?"),
                single(
                    "join",
                    "Бихте ли помогнали при търсенето на решения?",
                    "Would you help to look for solutions?",
                    meeting=("да, на срещи", "yes, at meetings"),
                    online=("да, по интернет", "yes, online"),
                    no=("не", "no"),
                ),
                text(
                    "proposal",
                    "Какво предлагате на общината?",
                    "What do you propose to the municipality?",
                    Criterion.PROPOSAL,
                ),
            ),
        ),
        ABOUT_YOU,
    ),
)

_VIEWS: tuple[tuple[str, str, str], ...] = (
    (
        "can_know",
        "Знам как се участва в решенията на общината.",
        "I know how to take part in what the municipality decides.",
    ),
    (
        "can_means",
        "Имам време и умения да участвам.",
        "I have the time and the skills to take part.",
    ),
    ("like_belong", "Чувствам се част от това място.", "I feel that I belong to this place."),
    (
        "like_matter",
        "Интересува ме какво решава общината.",
        "I care about what the municipality decides.",
    ),
    (
        "enabled_groups",
        "Има организации и групи, чрез които мога да участвам.",
        "There are organisations and groups through which I can take part.",
    ),
    (
        "enabled_ways",
        "Има удобни за мен начини да участвам.",
        "There are ways to take part that suit me.",
    ),
    (
        "asked_self",
        "Общината ме пита, преди да реши.",
        "The municipality asks me before it decides.",
    ),
    (
        "asked_different",
        "Питат се и хора, които рядко се чуват.",
        "People who are rarely heard are asked, too.",
    ),
    (
        "responded_heard",
        "Казаното от хората се обмисля.",
        "What people say is considered.",
    ),
    (
        "responded_why",
        "Общината обяснява защо е решила така.",
        "The municipality explains why it decided as it did.",
    ),
)

ATTITUDES = Content(
    Words("Какво мислите за участието?", "What do you think of participation?"),
    PROMISE,
    (
        Section(
            "views",
            Words("Да участваш в решенията", "Taking part in decisions"),
            questions=(
                Question(
                    "views",
                    QuestionKind.MATRIX,
                    Words("Доколко сте съгласни?", "How far do you agree?"),
                    rows=tuple(Row(key, Words(bg, en)) for key, bg, en in _VIEWS),
                ),
                Question(
                    "trust",
                    QuestionKind.SCALE,
                    Words("Доколко вярвате на общината?", "How far do you trust the municipality?"),
                    hint=Words("0 – никак, 10 – изцяло", "0 – not at all, 10 – entirely"),
                ),
            ),
        ),
        Section(
            "barriers",
            Words("Какво пречи", "What is in the way"),
            questions=(
                Question(
                    "barriers",
                    QuestionKind.MULTIPLE,
                    Words("Какво Ви пречи да участвате?", "What keeps you from taking part?"),
                    options=options(
                        time=("нямам време", "I have no time"),
                        place=("далече или недостъпно е", "it is far away or not accessible"),
                        unaware=("не научавам навреме", "I don't learn of it in time"),
                        language=(
                            "трудно ми е да разбера текстовете",
                            "the texts are hard to read",
                        ),
                        no_change=("нищо няма да се промени", "nothing would change"),
                        fear=("притеснявам се от последици", "I am afraid of consequences"),
                        nothing=("нищо не ми пречи", "nothing does"),
                    ),
                    most=3,
                ),
                Question(
                    "channels",
                    QuestionKind.RANKING,
                    Words("Как предпочитате да участвате?", "How would you rather take part?"),
                    options=options(
                        meeting=("на среща", "at a meeting"),
                        portal=("чрез портала", "through the portal"),
                        survey=("с кратка анкета", "with a short survey"),
                        phone=("по телефона", "by telephone"),
                        paper=("на хартия", "on paper"),
                    ),
                    most=3,
                ),
            ),
        ),
        IN_OWN_WORDS,
        ABOUT_YOU,
    ),
)

_NEEDED: tuple[Option, ...] = options(
    step_free=("достъп без стъпала", "step-free access"),
    seat=("място за сядане или почивка", "a seat or a place to rest"),
    hearing=("усилване на звука", "amplified sound"),
    sign=("жестов превод", "sign language interpretation"),
    large=("едър шрифт или четим файл", "large print or a readable file"),
    plain=("разбираем език", "plain language"),
    translation=("превод на друг език", "translation"),
    care=("грижа за дете или близък", "care for a child or a relative"),
    nothing=("нищо от изброеното", "none of these"),
)

ACCESSIBILITY = Content(
    Words("Беше ли достъпно събитието?", "Was the event accessible?"),
    PROMISE,
    (
        Section(
            "access",
            Words("Достъпът", "Access"),
            questions=(
                Question(
                    "statements",
                    QuestionKind.MATRIX,
                    Words("Доколко сте съгласни?", "How far do you agree?"),
                    rows=(
                        Row(
                            "access",
                            Words(
                                "Като цяло ми беше лесно да участвам.",
                                "All in all it was easy for me to take part.",
                            ),
                            Criterion.ACCESS,
                        ),
                        Row("way", Words("Стигнах лесно до мястото.", "I got there easily.")),
                        Row("room", Words("В залата ми беше удобно.", "The room suited me.")),
                        Row("hear", Words("Чувах и виждах добре.", "I heard and saw well.")),
                        Row(
                            "texts",
                            Words("Можех да прочета текстовете.", "I was able to read the texts."),
                        ),
                        Row(
                            "online", Words("Връзката по интернет работеше.", "The stream worked.")
                        ),
                        Row(
                            "staff",
                            Words("Помагаха ми, щом поисках.", "I was helped when I asked."),
                        ),
                    ),
                ),
                Question(
                    "needed",
                    QuestionKind.MULTIPLE,
                    Words("От какво имахте нужда?", "What did you need?"),
                    options=_NEEDED,
                ),
                Question(
                    "provided",
                    QuestionKind.SINGLE,
                    Words("Беше ли осигурено?", "Was it provided?"),
                    options=options(
                        all=("да, всичко", "yes, all"), part=("отчасти", "in part"), no=("не", "no")
                    ),
                    condition=Condition(
                        "needed", tuple(one.key for one in _NEEDED if one.key != "nothing")
                    ),
                ),
                Question(
                    "lacking",
                    QuestionKind.LONG_TEXT,
                    Words("Какво не достигна?", "What was lacking?"),
                    condition=Condition("provided", ("part", "no")),
                ),
            ),
        ),
        IN_OWN_WORDS,
        ABOUT_YOU,
    ),
)
