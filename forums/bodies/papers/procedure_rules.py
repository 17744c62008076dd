"""The draft of the rules of procedure (правилник) of a body: every setting in its article."""

from django.utils.translation import override

from forums.bodies.forms.rule_field import ANY_MEMBER
from forums.bodies.models import Body
from forums.bodies.papers.paper import (
    Paper,
    counted,
    day,
    days,
    listed,
    numbered,
    rule,
    seat_lines,
    whose,
    working_days,
)
from prestizh.places.models import Municipality
from prestizh.ui.dates import MONTHS


def rules_of_procedure(body: Body, municipality: Municipality) -> Paper:
    """The draft, in Bulgarian whatever the reader's language."""
    with override("bg"):
        paper = Paper(
            "ПРАВИЛНИК за организацията и дейността",
            [body.name, f"при {whose(municipality)}", "(проект)"],
        )
        _general(paper, body)
        _members(paper, body)
        _meetings(paper, body)
        _decisions(paper, body)
        _papers(paper, body)
        return paper


def _general(paper: Paper, body: Body) -> None:
    paper.part("Глава първа. Общи положения")
    kind = body.get_kind_display()
    paper.article(
        f"Този правилник урежда устройството и дейността на „{body.name}“, наричан по-нататък "
        f"„органът“. По вид органът е {kind}.",
        f"Органът се създава на основание {body.legal_basis}." if body.legal_basis else "",
        _act(body),
    )
    paper.article(
        *(line.strip() for line in body.purpose.splitlines()),
        f"Органът работи в областите: {listed(str(one) for one in body.topics.all())}."
        if body.topics.exists()
        else "",
        f"Дейността му обхваща: {listed(str(one) for one in body.settlements.all())}."
        if body.settlements.exists()
        else "Дейността му обхваща територията на цялата община.",
    )
    paper.article(
        f"Органът се създава за срок до {day(body.ends_on)}."
        if body.ends_on
        else "Органът е постоянно действащ.",
        f"Дейността му се подпомага организационно и технически от {body.unit}."
        if body.unit
        else "Дейността му се подпомага организационно и технически от общинската администрация.",
    )


def _act(body: Body) -> str:
    if not body.act_kind:
        return ""
    number = f" № {body.act_number}" if body.act_number else ""
    when = f" от {day(body.act_on)}" if body.act_on else ""
    return f"Учредителният му акт е {body.get_act_kind_display()}{number}{when}."


def _members(paper: Paper, body: Body) -> None:
    seats = list(body.seats.filter(retired_at=None))
    paper.part("Глава втора. Състав")
    number = sum(seat.number for seat in seats)
    paper.article(
        f"Органът се състои от {counted(number, 'член', 'членове')}, както следва:\n"
        + numbered(seat_lines(body, seats)),
        "Двете страни са представени с равен брой членове с право на глас." if body.parity else "",
        "Членовете се определят с акт, в който се посочват името, мястото и организацията, която "
        "лицето представлява.",
    )
    paper.article(*_mandate(body))
    paper.article(
        f"Органът се председателства от: {body.chair_rule}."
        if body.chair_rule
        else "Органът избира от състава си председател.",
        "Председателят свиква и ръководи заседанията и представлява органа. При отсъствие го "
        "замества заместник-председател.",
        "Секретарят подготвя заседанията, води протоколите и пази документите. Той не участва в "
        "гласуването.",
    )
    paper.article(*_release(body))
    paper.article(
        "Членовете, които не са служители на общината, декларират кои интереси представляват. "
        "Публичен е само представляваният интерес."
    )


def _release(body: Body) -> list[str]:
    """How a membership ends early, and who comes next."""
    return [
        "Членството се прекратява предсрочно: по собствено желание; при невъзможност да се "
        "участва повече от шест месеца; когато лицето престане да бъде част от организацията; при "
        "системно нарушаване на този правилник; при влязла в сила присъда; при конфликт на "
        "интереси; при отзоваване от този, който е направил предложението; при смърт.",
        _absences(body),
        "Освободеното място се заема от заместник или резервен член, а ако няма такъв – по реда, "
        "по който е било заето.",
    ]


def _mandate(body: Body) -> list[str]:
    said = [
        f"Мандатът на членовете е {counted(body.mandate_months, 'месец', 'месеца')}."
        if body.mandate_months
        else "Мандатът на членовете не е ограничен с отделен срок."
    ]
    if body.within_council_mandate:
        until = (
            f", който изтича на {day(body.council_mandate_ends_on)}"
            if body.council_mandate_ends_on
            else ""
        )
        said.append(f"Мандатът изтича най-късно с мандата на общинския съвет{until}.")
    return said


def _absences(body: Body) -> str:
    absences = counted(body.absences_limit, "отсъствие", "поредни отсъствия")
    which = "независимо от причината" if body.excused_absences_count else "без уважителна причина"
    if body.absence_ends_seat:
        how = (
            " Прекратяването настъпва без отделен акт и се отбелязва в протокола."
            if body.absence_ends_itself
            else ""
        )
        return f"Членството се прекратява след {absences} от заседанията {which}.{how}"
    return (
        f"След {absences} от заседанията {which} председателят предупреждава "
        "писмено члена и този, който го е предложил."
    )


def _meetings(paper: Paper, body: Body) -> None:
    paper.part("Глава трета. Заседания")
    year = body.meetings_per_year
    paper.article(
        f"Органът провежда най-малко {counted(year, 'редовно заседание', 'редовни заседания')} "
        "годишно."
        if year
        else "Органът заседава, когато изпълнението на задачата му го изисква.",
        _extraordinary(body),
    )
    paper.article(
        f"Поканата се изпраща най-малко {days(body.notice_days)} преди заседанието. Денят на "
        "изпращането и денят на заседанието не се броят. Ако последният ден за изпращане е неработен, "
        "тя се изпраща най-късно на предходния работен ден.",
        "Поканата посочва деня, часа, мястото и дневния ред с докладчика по всяка точка. Към нея "
        "се прилагат материалите.",
    )
    paper.article(
        "Заседанията са открити: всеки може да присъства. Гостите се вписват в публичен списък."
        if body.meetings_are_open
        else "Заседанията са закрити. По отделни точки могат да се канят гости и експерти без "
        "право на глас.",
        "Заседание може да се проведе и от разстояние, ако всички участници се виждат и чуват.",
    )


def _extraordinary(body: Body) -> str:
    share = body.extraordinary_share
    if not share:
        return "Извънредно заседание се свиква само от председателя."
    if share == ANY_MEMBER:
        return "Извънредно заседание се свиква от председателя или по писмено искане на всеки член."
    return (
        "Извънредно заседание се свиква от председателя или по писмено искане на част от "
        f"членовете. {rule(share)}"
    )


def _decisions(paper: Paper, body: Body) -> None:
    paper.part("Глава четвърта. Кворум и решения")
    paper.article(
        f"Заседанието е законно при следния кворум. {rule(body.quorum)}",
        "Ако няма кворум, заседанието се отлага и се свиква отново по реда на този правилник.",
    )
    paper.article(
        f"Решенията се приемат с открито гласуване и следното мнозинство. {rule(body.majority)}",
        "При равен брой гласове „за“ и „против“ решение не е прието.",
        "Всеки член може да приложи особено мнение към протокола.",
    )
    paper.article(*_proxies(body))
    paper.article(
        "Член, който има частен интерес по точка от дневния ред, го обявява и не участва в "
        "обсъждането и гласуването по нея."
    )


def _proxies(body: Body) -> list[str]:
    if not body.proxies:
        return ["Членовете участват лично. Гласуване чрез пълномощник не се допуска."]
    most = counted(body.most_proxies, "член", "членове")
    return [
        "Член може да бъде представляван с писмено пълномощно от друг член с право на глас.",
        f"Едно лице представлява най-много {most}. Преупълномощаване не се допуска.",
    ]


def _papers(paper: Paper, body: Body) -> None:
    paper.part("Глава пета. Протоколи, публичност и отчет")
    remarks = (
        f"Проектът на протокол се изпраща на членовете, които могат да дадат бележки в срок от "
        f"{working_days(body.remarks_days)}."
        if body.remarks_days
        else "Бележки по протокола се дават до края на заседанието."
    )
    paper.article(
        "За всяко заседание се води протокол с присъствалите, разискванията, предложенията, "
        "гласуването и решенията. Подписва се от председателя и секретаря.",
        remarks,
        f"Протоколът се публикува в срок от {working_days(body.minutes_days)} след заседанието. Личните "
        "данни в публичното копие се заличават.",
    )
    paper.article(
        "Поканите, протоколите, решенията и препоръките са публични на страницата на органа в "
        "портала." + (f" Поддържа се и страница: {body.site}." if body.site else ""),
        f"За въпроси: {body.contact}." if body.contact else "",
    )
    paper.article(_report(body))
    paper.part("Заключителни разпоредби")
    paper.article("Този правилник се изменя по реда, по който е приет.")
    paper.article("Членовете пазят личните данни, които са узнали, и след края на мандата си.")


def _report(body: Body) -> str:
    if not body.report_due_month:
        to = f" Отчита се пред: {body.reports_to}." if body.reports_to else ""
        return f"Органът дава отчет при приключване на задачата си.{to}"
    month = MONTHS["bg"][body.report_due_month - 1]
    to = body.reports_to or "този, който го е създал"
    return f"До края на месец {month} всяка година органът представя годишен отчет пред: {to}."
