package io.parley.agent.speech;

import io.parley.kernel.route.LessonContent;
import io.parley.kernel.route.LessonContent.Point;
import io.parley.kernel.route.LessonContent.Question;
import java.util.List;
import java.util.Map;

/** A lesson to listen for in tests. */
public final class Photosynthesis {
  private Photosynthesis() {}

  /** The lesson. */
  public static LessonContent lesson() {
    return new LessonContent(
        "photosynthesis",
        "Photosynthesis",
        "age 12",
        "lead with questions",
        List.of("know what goes in and what comes out", "know where it happens"),
        keyPoints(),
        questions(),
        Map.of());
  }

  private static List<Point> keyPoints() {
    return List.of(
        new Point(
            "photosynthesis",
            List.of("making food from light"),
            "Photosynthesis is how green plants make their own food. They use the energy of"
                + " sunlight to turn water and carbon dioxide into sugar and oxygen.",
            List.of("A leaf in the sun works like a small kitchen.")),
        new Point(
            "chlorophyll",
            List.of("green pigment"),
            "Chlorophyll is the green pigment in the leaves. It catches the light that plants"
                + " need to make food.",
            List.of()),
        new Point(
            "chloroplast",
            List.of("chloroplasts"),
            "A chloroplast is the part of a plant cell where photosynthesis happens. It holds"
                + " the chlorophyll.",
            List.of()),
        new Point(
            "carbon dioxide",
            List.of("c o two"),
            "Carbon dioxide is a gas in the air. Plants take it in through tiny holes in their"
                + " leaves called stomata.",
            List.of()),
        new Point(
            "oxygen",
            List.of(),
            "Oxygen is the gas that plants give off during photosynthesis. People and animals"
                + " need it to breathe.",
            List.of()),
        new Point(
            "glucose",
            List.of("sugar"),
            "Glucose is the sugar that a plant makes. It stores the energy of the sunlight.",
            List.of("Plants keep extra glucose as starch.")));
  }

  private static List<Question> questions() {
    return List.of(
        new Question(
            "Which gas do plants take in from the air?",
            List.of("carbon dioxide", "c o two"),
            List.of("It is also the gas that we breathe out."),
            "Plants take in carbon dioxide."),
        new Question(
            "Which gas do plants give off?",
            List.of("oxygen"),
            List.of("We need it to breathe."),
            "Plants give off oxygen."),
        new Question(
            "What is the green pigment in the leaves called?",
            List.of("chlorophyll"),
            List.of("It begins with the letters c h."),
            "It is called chlorophyll."),
        new Question(
            "Where in the cell does photosynthesis happen?",
            List.of("in the chloroplast", "chloroplast", "chloroplasts"),
            List.of("It is a small green part of the cell."),
            "It happens in the chloroplast."),
        new Question(
            "Where does the energy come from?",
            List.of("the sun", "sunlight", "light", "from the sun"),
            List.of("It shines in the day."),
            "The energy comes from the sun."),
        new Question(
            "What sugar do plants make?",
            List.of("glucose", "sugar"),
            List.of(),
            "Plants make glucose."),
        new Question(
            "How many molecules of water are used for one molecule of glucose?",
            List.of("six"),
            List.of("More than five."),
            "Six molecules."));
  }
}
