"""After an event, after the closing report, with the work of a council."""

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Question,
    QuestionKind,
    Section,
    Words,
)
from feedback.questionnaires.library.parts import (
    ABOUT_YOU,
    IN_OWN_WORDS,
    PROMISE,
    RECOMMEND,
    REPEAT,
    options,
    overall,
    single,
    statements,
)

AFTER_EVENT = Content(
    Words("Как мина събитието?", "How was the event?"),
    PROMISE,
    (
        Section(
            "event",
            Words("Вашето участие", "Your taking part"),
            questions=(
                overall("Участието ми като цяло", "My taking part, all in all"),
                statements(
                    Criterion.INFORMATION,
                    Criterion.TIME,
                    Criterion.ACCESS,
                    Criterion.VOICE,
                    Criterion.INDEPENDENCE,
                    Criterion.BALANCE,
                    Criterion.INCLUSION,
                    Criterion.EFFORT,
                ),
            ),
        ),
        Section(
            "again",
            Words("А следващия път?", "And next time?"),
            questions=(
                RECOMMEND,
                REPEAT,
                single(
                    "learned",
                    "Откъде научихте за събитието?",
                    "How did you learn of the event?",
                    portal=("от портала", "from the portal"),
                    mail=("от имейл или покана", "from an e-mail or an invitation"),
                    social=("от социалните мрежи", "from social networks"),
                    media=("от медиите", "from the media"),
                    person=("от познат", "from somebody I know"),
                    other=("другаде", "elsewhere"),
                ),
            ),
        ),
        IN_OWN_WORDS,
        ABOUT_YOU,
    ),
)

AFTER_REPORT = Content(
    Words("Получихте ли отговор?", "Did you get an answer?"),
    PROMISE,
    (
        Section(
            "report",
            Words("Справката за предложенията", "The report on the proposals"),
            questions=(
                Question(
                    "read",
                    QuestionKind.SINGLE,
                    Words("Прочетохте ли справката?", "Did you read the report?"),
                    options=options(
                        whole=("да, цялата", "yes, all of it"),
                        part=("отчасти", "in part"),
                        no=("не", "no"),
                    ),
                    is_required=True,
                ),
                Question(
                    "why_not",
                    QuestionKind.MULTIPLE,
                    Words("Защо не?", "Why not?"),
                    options=options(
                        unaware=("не знаех, че я има", "I didn't know of it"),
                        long=("твърде дълга е", "it is too long"),
                        hard=("трудна е за разбиране", "it is hard to understand"),
                        no_trust=("не очаквам нещо да се е променило", "I expect no change"),
                        no_time=("нямах време", "I had no time"),
                    ),
                    condition=Condition("read", ("part", "no")),
                ),
            ),
        ),
        Section(
            "answer",
            Words("Отговорът на общината", "The municipality's answer"),
            questions=(
                overall(
                    "Как общината се отнесе към мнението ми",
                    "How the municipality treated my opinion",
                ),
                statements(Criterion.RESPONSE, Criterion.INFLUENCE, Criterion.LEARNING),
                RECOMMEND,
                REPEAT,
            ),
        ),
        IN_OWN_WORDS,
        ABOUT_YOU,
    ),
)

COUNCIL = Content(
    Words("Как работи съветът?", "How does the council work?"),
    PROMISE,
    (
        Section(
            "place",
            Words("Вашето място в съвета", "Your place in the council"),
            questions=(
                Question(
                    "place",
                    QuestionKind.SINGLE,
                    Words("Какъв сте в съвета?", "What are you in the council?"),
                    options=options(
                        member=("член", "member"),
                        substitute=("заместник", "substitute"),
                        guest=("гост или наблюдател", "guest or observer"),
                        outside=("следя работата му отвън", "I follow its work from outside"),
                    ),
                    is_required=True,
                ),
                Question(
                    "meetings",
                    QuestionKind.NUMBER,
                    Words(
                        "На колко заседания бяхте през последната година?",
                        "At how many meetings were you in the last year?",
                    ),
                    least="0",
                    greatest="60",
                    condition=Condition("place", ("member", "substitute", "guest")),
                ),
            ),
        ),
        Section(
            "work",
            Words("Работата на съвета", "The council's work"),
            questions=(
                overall("Работата на съвета като цяло", "The council's work, all in all"),
                statements(
                    Criterion.INFORMATION,
                    Criterion.TIME,
                    Criterion.ACCESS,
                    Criterion.VOICE,
                    Criterion.INDEPENDENCE,
                    Criterion.BALANCE,
                    Criterion.INCLUSION,
                    Criterion.RESPONSE,
                    Criterion.INFLUENCE,
                ),
                RECOMMEND,
            ),
        ),
        IN_OWN_WORDS,
        ABOUT_YOU,
    ),
)
