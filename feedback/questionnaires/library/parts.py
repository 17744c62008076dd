"""What several questionnaires of the library share: statements, open questions, who answers."""

from feedback.questionnaires.content import (
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
)

PROMISE = Words(
    "Попълването отнема около три минути. Няма нужда да казвате кои сте. Общината чете отговорите "
    "само събрани заедно и публикува какво показват.",
    "It takes about three minutes. You don't need to say who you are. The municipality reads the "
    "answers only taken together, and publishes what they show.",
)


def options(**words: tuple[str, str]) -> tuple[Option, ...]:
    """Options by key, each with its Bulgarian and English words."""
    return tuple(Option(key, Words(*said)) for key, said in words.items())


def single(key: str, bg: str, en: str, **words: tuple[str, str]) -> Question:
    """A choice of one."""
    return Question(key, QuestionKind.SINGLE, Words(bg, en), options=options(**words))


def text(key: str, bg: str, en: str, criterion: Criterion = Criterion.NONE) -> Question:
    """An open question."""
    return Question(key, QuestionKind.LONG_TEXT, Words(bg, en), criterion=criterion)


STATEMENTS: dict[Criterion, tuple[str, str]] = {
    Criterion.INFORMATION: (
        "Получих разбираеми материали, докато още имаше време да ги прочета.",
        "I got materials that I could understand while there was still time to read them.",
    ),
    Criterion.TIME: (
        "Времето да се подготвя и да участвам беше достатъчно.",
        "There was enough time to prepare and to take part.",
    ),
    Criterion.ACCESS: (
        "Беше ми лесно да се включа: мястото, часът и сайтът бяха удобни.",
        "Joining in was easy for me: the place, the hour and the site suited me.",
    ),
    Criterion.VOICE: (
        "Успях да кажа каквото исках.",
        "I was able to say what I wanted to say.",
    ),
    Criterion.INDEPENDENCE: (
        "Водещият не взе ничия страна.",
        "Whoever led the discussion took nobody's side.",
    ),
    Criterion.BALANCE: (
        "Чуха се и хора, които мислят различно.",
        "People who think differently were heard, too.",
    ),
    Criterion.INCLUSION: (
        "Хората, които решението засяга, бяха там или някой говореше от тяхно име.",
        "The people whom the decision affects were there, or somebody spoke for them.",
    ),
    Criterion.RESPONSE: (
        "Разбрах какво стана с предложението ми и защо.",
        "I learned what became of my proposal, and why.",
    ),
    Criterion.INFLUENCE: (
        "Вярвам, че казаното от мен може да промени решението.",
        "I believe that what I said can change the decision.",
    ),
    Criterion.LEARNING: (
        "Сега разбирам темата и решението по-добре.",
        "I understand the matter and the decision better now.",
    ),
    Criterion.EFFORT: (
        "Участието ми отне твърде много сили и време.",
        "Taking part cost me too much effort and time.",
    ),
}
REVERSED = frozenset({Criterion.EFFORT})


def statements(*criteria: Criterion) -> Question:
    """The matrix of statements that measure these criteria."""
    return Question(
        "statements",
        QuestionKind.MATRIX,
        Words("Доколко сте съгласни?", "How far do you agree?"),
        rows=tuple(
            Row(one.value, Words(*STATEMENTS[one]), one, is_reversed=one in REVERSED)
            for one in criteria
        ),
    )


def overall(bg: str, en: str) -> Question:
    """How satisfied they are taken all in all."""
    return Question(
        "overall",
        QuestionKind.MATRIX,
        Words("Доколко сте удовлетворени?", "How satisfied are you?"),
        rows=(Row("overall", Words(bg, en), Criterion.OVERALL),),
        is_required=True,
    )


RECOMMEND = Question(
    "recommend",
    QuestionKind.SCALE,
    Words(
        "Колко вероятно е да посъветвате близък човек да участва и той?",
        "How likely are you to advise somebody close to you to take part, too?",
    ),
    hint=Words("0 – в никакъв случай, 10 – със сигурност", "0 – by no means, 10 – certainly"),
    criterion=Criterion.RECOMMEND,
)
REPEAT = Question(
    "repeat",
    QuestionKind.SINGLE,
    Words("Бихте ли участвали пак?", "Would you take part again?"),
    options=options(yes=("да", "yes"), maybe=("може би", "perhaps"), no=("не", "no")),
    criterion=Criterion.REPEAT,
)
IN_OWN_WORDS = Section(
    "own_words",
    Words("С Ваши думи", "In your own words"),
    Words(
        "Не пишете имена и адреси: отговорите могат да бъдат публикувани.",
        "Please write no names and addresses: the answers may be published.",
    ),
    questions=(
        text("liked", "Кое беше добро?", "What was good?"),
        text("improve", "Кое да направим другояче?", "What should we do differently?"),
        text(
            "proposal",
            "Какво предлагате, за да работи общината по-добре с хората?",
            "What do you propose, so that the municipality works better with people?",
            Criterion.PROPOSAL,
        ),
    ),
)


def _group() -> Question:
    return Question(
        "capacity",
        QuestionKind.SINGLE,
        Words("В какво качество отговаряте?", "In what capacity do you answer?"),
        options=options(
            citizen=("гражданин", "citizen"),
            ngo=("гражданска организация", "civil society organisation"),
            business=("бизнес", "business"),
            institution=("читалище, училище или друга институция", "school or other institution"),
            expert=("експерт", "expert"),
            member=("член на съвет или комисия", "member of a council or commission"),
            official=("служител на общината", "official of the municipality"),
            media=("медия", "media"),
        ),
        criterion=Criterion.GROUP,
    )


ABOUT_YOU = Section(
    "about_you",
    Words("Накрая, за Вас", "Finally, about you"),
    Words(
        "Всичко тук е по желание. Така виждаме кого не сме чули.",
        "All of this is optional. It shows us whom we have not heard.",
    ),
    questions=(
        _group(),
        Question(
            "settlement",
            QuestionKind.SETTLEMENT,
            Words("Къде живеете?", "Where do you live?"),
            criterion=Criterion.SETTLEMENT,
        ),
        single(
            "age",
            "На колко години сте?",
            "How old are you?",
            under_18=("под 18", "under 18"),
            from_18=("18–29", "18–29"),
            from_30=("30–44", "30–44"),
            from_45=("45–64", "45–64"),
            from_65=("65 и повече", "65 and more"),
        ),
        single(
            "sex",
            "Какъв е Вашият пол?",
            "What is your sex?",
            woman=("жена", "woman"),
            man=("мъж", "man"),
            unsaid=("предпочитам да не кажа", "I prefer not to say"),
        ),
        Question(
            "first_time",
            QuestionKind.SINGLE,
            Words("За пръв път ли участвате?", "Is it the first time that you take part?"),
            options=options(yes=("да", "yes"), no=("не", "no")),
            criterion=Criterion.FIRST_TIME,
        ),
        Question(
            "channel",
            QuestionKind.SINGLE,
            Words("Как участвахте?", "How did you take part?"),
            options=options(
                person=("на място", "in person"),
                online=("по интернет", "online"),
                desk=("на гише или на хартия", "at the desk or on paper"),
                none=("не съм участвал(а)", "I did not take part"),
            ),
            criterion=Criterion.CHANNEL,
        ),
    ),
)
