package org.atelier.runner.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionReaderTest {
  @TempDir private Path folder;

  @Test
  void knowsThePositionOfEveryValue() throws Exception {
    Definition definition =
        read(
            """
            seed: 1
            stages:
              first:
                list: [a, {b: 'c'}]
            """);

    Node.Mapping first = mapping(mapping(definition.root(), "stages"), "first");
    Node.Sequence list = (Node.Sequence) first.find("list").orElseThrow();
    assertThat(first.entries().get(0).keyPosition()).isEqualTo(at(4, 5));
    assertThat(list.position()).isEqualTo(at(4, 11));
    assertThat(list.items().get(0)).isEqualTo(new Node.Scalar("a", Node.Notation.PLAIN, at(4, 12)));
    assertThat(((Node.Mapping) list.items().get(1)).find("b"))
        .contains(new Node.Scalar("c", Node.Notation.QUOTED, at(4, 19)));
    assertThat(definition.problems()).isEmpty();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        arguments("", "1:1: the file is empty; a pipeline needs at least 'stages'"),
        arguments("# nothing\n", "1:1: the file is empty; a pipeline needs at least 'stages'"),
        arguments(
            "- a", "1:1: a pipeline file is a mapping with keys such as 'datasets:' and 'stages:'"),
        arguments(
            "stages:\n\ta: 1",
            "2:1: a tab stands where YAML takes only spaces; indent with spaces"),
        arguments(
            "stages:\n  a:\n    b: 1\n   c: 2",
            "4:4: the indentation does not fit: all lines of what begins on line 2, column 3 stand"
                + " in that column, and all or none of them begin with '-'"),
        arguments("a: - b", "1:4: a '- ' begins an entry of a list; put each on a line of its own"),
        arguments(
            "stages:\n  a:\n    b: 1\n      c: 2",
            "4:8: a ':' stands where no key can be: this line is indented too far, the line before"
                + " lacks its ':', or a text with ': ' in it needs quotes"),
        arguments(
            "stages:\n  a:\n    b: 1\n    c\n    d: 2",
            "5:5: expected 'key: value', but there is no ': ' after the key that begins on line 4,"
                + " column 5"),
        arguments(
            "a: {b: 1\nc: 2}",
            "2:2: expected ',' or '}' in the '{' that begins on line 1, column 4"),
        arguments(
            "a: [1, 2}", "1:9: expected ',' or ']' in the '[' that begins on line 1, column 4"),
        arguments(
            "a: {b: ${HOME}}",
            "1:9: expected ',' or '}' in the '{' that begins on line 1, column 4; a variable in it"
                + " needs quotes: \"${NAME}\""),
        arguments(
            "a: 'b",
            "1:6: a closing quote is missing for the text that begins on line 1, column 4"),
        arguments("a: {", "1:5: the text ends too early: a '{', a '[' or a quote is not closed"),
        arguments("a: @b", "1:4: a value cannot begin with '@'; put it in quotes"),
        arguments(
            "{a: 1} b",
            "1:8: the text goes on here, where the value before has ended; put the whole of it in"
                + " quotes"),
        arguments(
            "a:\n  b: 'c' d",
            "2:10: the text goes on here, where the value before has ended; put the whole of it in"
                + " quotes"),
        arguments(
            "a: *.jpg",
            "1:5: '*' and '&' begin aliases and anchors; put a text that begins with one in quotes"),
        arguments(
            "a: >x",
            "1:5: '|' and '>' begin texts of several lines; put a text that begins with one in"
                + " quotes"),
        arguments("a: }", "1:4: expected a value, found '}'"),
        arguments(
            "a: \"C:\\data\"",
            "1:8: '\\d' means nothing in double quotes; use single quotes, in which a '\\' is"
                + " itself"),
        arguments("a: b\u0001", "1:5: the character U+0001 is not allowed in YAML; remove it"),
        arguments("? [a]\n: b", "1:3: a key must be a single word, not a list or a mapping"),
        arguments(
            "a: 1\n---\nb: 2", "2:1: a second document begins here; a file holds one pipeline"),
        arguments("a: *b", "1:4: a: the alias '*b' has no anchor '&b' that ends before it"),
        arguments(
            "a: &a [*a]", "1:8: a[0]: the alias '*a' has no anchor '&a' that ends before it"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void saysPlainlyWhyTextCannotBeRead(String text, String message) throws Exception {
    assertThat(problems(text)).isEqualTo("pipeline.yaml:" + message);
  }

  @Test
  void refusesAnAliasBomb() throws Exception {
    String bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
                .map(n -> "aN: &aN [" + "*aM, ".repeat(9) + "*aM]\n")
                .reduce(
                    new String[] {"", "1"},
                    (made, line) -> {
                      int number = Integer.parseInt(made[1]);
                      String filled =
                          line.replace("N", made[1]).replace("M", Integer.toString(number - 1));
                      return new String[] {made[0] + filled, Integer.toString(number + 1)};
                    },
                    (left, right) -> left)[0];

    assertThat(problems(bomb))
        .isEqualTo(
            "pipeline.yaml:5:45: a4[7]: more than 100,000 values once the aliases are expanded;"
                + " write the file with fewer aliases");
  }

  @Test
  void refusesDeepNesting() throws Exception {
    assertThat(problems("a: " + "[".repeat(60) + "]".repeat(60)))
        .isEqualTo(
            "pipeline.yaml:1:54: a" + "[0]".repeat(50) + ": nested more than 50 levels deep");
  }

  @Test
  void refusesALargeFile() throws Exception {
    assertThat(problems("#".repeat(DefinitionReader.SIZE_LIMIT + 1)))
        .isEqualTo(
            "pipeline.yaml:1:1: the file is larger than 1 MiB; a pipeline file is a few pages at"
                + " most");
  }

  @Test
  void refusesWhatIsNoTextOrNoFile() throws Exception {
    Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0});
    assertProblem(binary, binary + ":1:1: the file is not UTF-8 text");
    assertProblem(folder, folder + ": this is a folder, not a pipeline file");
    Path missing = folder.resolve("missing.yaml");
    assertProblem(missing, missing + ": there is no such file");
  }

  @Test
  void notesTagsDuplicatesAndMergesTogether() throws Exception {
    assertThat(notes("seed: !!int 1\nseed: 2\nmodels: {m: !java.net.URL {a: 1, a: 2, <<: 5}}\n"))
        .isEqualTo(
            """
            pipeline.yaml:1:7: seed: YAML tags are not allowed; remove '!!int'
            pipeline.yaml:2:1: seed: this key is here twice; it is already on line 1
            pipeline.yaml:3:13: models.m: YAML tags are not allowed; remove '!java.net.URL'
            pipeline.yaml:3:34: models.m.a: this key is here twice; it is already on line 3
            pipeline.yaml:3:40: models.m: '<<' takes an alias of a mapping, such as '<<: *base'""");
  }

  @Test
  void mergesMappingsWhoseOwnKeysGoFirst() throws Exception {
    Node.Mapping models =
        mapping(read("models:\n  a: &a {x: 1, y: 2}\n  b: {<<: *a, x: 3}\n").root(), "models");

    assertThat(mapping(models, "b").find("x")).get().extracting(this::text).isEqualTo("3");
    assertThat(mapping(models, "b").find("y")).get().extracting(this::text).isEqualTo("2");
  }

  @Test
  void expandsVariables() throws Exception {
    Definition definition =
        read(
            "a: ${ONE}/${TWO:-two}\nb: '$${ONE} $ONE'\nc: [\"${ONE:-x}\", '${EMPTY}']\n",
            Map.of("ONE", "1", "EMPTY", ""));

    assertThat(definition.root().find("a"))
        .contains(new Node.Scalar("1/two", Node.Notation.EITHER, at(1, 4)));
    assertThat(definition.root().find("b"))
        .contains(new Node.Scalar("${ONE} $ONE", Node.Notation.QUOTED, at(2, 4)));
    assertThat(((Node.Sequence) definition.root().find("c").orElseThrow()).items())
        .extracting(this::text)
        .containsExactly("1", "");
    assertThat(definition.problems()).isEmpty();
  }

  @Test
  void valuesOfVariablesAreNotReadAsYamlOrExpandedAgain() throws Exception {
    Definition definition = read("a: ${EVIL}", Map.of("EVIL", "{b: [*x, ${EVIL}]}"));

    assertThat(definition.root().find("a"))
        .get()
        .extracting(this::text)
        .isEqualTo("{b: [*x, ${EVIL}]}");
  }

  @Test
  void notesVariablesThatAreNotSet() throws Exception {
    assertThat(notes("a: {b: ['${NOPE}', \"${1}\"]}"))
        .isEqualTo(
            """
            pipeline.yaml:1:9: a.b[0]: the environment variable 'NOPE' is not set; set it, or give a default: ${NOPE:-…}
            pipeline.yaml:1:20: a.b[1]: '${' begins a variable, such as ${DATA} or ${DATA:-/data}; for the text '${' itself write '$${'""");
  }

  @Test
  void notesEachVariableOfAValueOnce() throws Exception {
    assertThat(notes("a: '${NOPE}/${NOPE}'"))
        .isEqualTo(
            "pipeline.yaml:1:4: a: the environment variable 'NOPE' is not set; set it, or give a"
                + " default: ${NOPE:-…}");
  }

  @Test
  void overridesTakeThePlaceOfValuesAndMakeKeys() throws Exception {
    Definition definition =
        read(
            "stages: {a: {epochs: '${NOPE}', model: {type: net}}}",
            Map.of(),
            "stages.a.epochs=5",
            "stages.a.model.depth=[1, 2]",
            "stages.b={type: x}",
            "seed=7");

    Node.Mapping stages = mapping(definition.root(), "stages");
    assertThat(mapping(stages, "a").find("epochs"))
        .contains(
            new Node.Scalar("5", Node.Notation.EITHER, Position.ofOption("--set stages.a.epochs")));
    assertThat(mapping(mapping(stages, "a"), "model").find("depth"))
        .get()
        .isInstanceOf(Node.Sequence.class);
    assertThat(mapping(stages, "b").find("type")).get().extracting(this::text).isEqualTo("x");
    assertThat(definition.root().find("seed")).get().extracting(this::text).isEqualTo("7");
    assertThat(definition.problems()).isEmpty();
  }

  @Test
  void notesOverridesThatDoNotFit() throws Exception {
    Definition definition =
        read(
            "stages: {a: {epochs: 3}, c: {}}",
            Map.of(),
            "stages.b.epochs=5",
            "losses.l.x=1",
            "stages.a.epochs.x=5",
            "stages.a.model={type: [net}",
            "stages.a.loss=!!str x");

    assertThat(lines(definition.problems()))
        .isEqualTo(
            """
            --set losses.l.x: there is no loss 'l' (losses: none)
            --set stages.a.epochs.x: 'stages.a.epochs' is not a mapping, so nothing can be set inside it
            --set stages.a.loss: YAML tags are not allowed; remove '!!str'
            --set stages.a.model: expected ',' or ']' in the '[' that begins on line 1, column 8
            --set stages.b.epochs: there is no stage 'b' (stages: a, c)""");
  }

  @Test
  void overridesAreOfTheFormPathEqualsValue() {
    assertThatThrownBy(() -> SettingOverride.parse("stages.a.epochs"))
        .hasMessage(
            "'stages.a.epochs' is not of the form path=value, such as stages.classify.epochs=1");
    assertThatThrownBy(() -> SettingOverride.parse("stages..epochs=1"))
        .hasMessage(
            "'stages..epochs=1' is not of the form path=value, such as stages.classify.epochs=1");
    assertThat(SettingOverride.parse("a.b=c=d"))
        .isEqualTo(new SettingOverride("--set a.b", List.of("a", "b"), "c=d"));
  }

  @Test
  void writesTextsThatAreReadAsTheyWere() throws Exception {
    Map<String, Object> values =
        Map.of(
            "texts",
            List.of(
                "1e3", "0o7", "true", "", "~", "${X}", "a: b", "#", "two\nlines", " ", "é", "*a"),
            "numbers",
            List.of(1, 0.5, 1e-7, true));

    Definition definition = read(YamlWriter.write(values));

    Node.Sequence texts = (Node.Sequence) definition.root().find("texts").orElseThrow();
    assertThat(texts.items()).extracting(this::text).isEqualTo(values.get("texts"));
    assertThat(texts.items())
        .allSatisfy(
            item -> {
              Node.Scalar scalar = (Node.Scalar) item;
              boolean quoted = scalar.notation() == Node.Notation.QUOTED;
              assertThat(quoted || CoreSchema.resolve(scalar.text()).get() instanceof String)
                  .isTrue();
            });
    Node.Sequence numbers = (Node.Sequence) definition.root().find("numbers").orElseThrow();
    assertThat(numbers.items())
        .extracting(item -> CoreSchema.resolve(text(item)).orElseThrow().toString())
        .containsExactly("1", "0.5", "1.0E-7", "true");
  }

  private Definition read(String text) throws Exception {
    return read(text, Map.of());
  }

  private Definition read(String text, Map<String, String> environment, String... overrides)
      throws IOException, ProblemsException {
    Files.writeString(folder.resolve("pipeline.yaml"), text);
    return DefinitionReader.read(
        folder.resolve("pipeline.yaml"),
        Stream.of(overrides).map(SettingOverride::parse).toList(),
        environment);
  }

  private String problems(String text) {
    return catchThrowableOfType(ProblemsException.class, () -> read(text))
        .getMessage()
        .replace(folder + "/", "");
  }

  private String notes(String text) throws Exception {
    return lines(read(text).problems());
  }

  private String lines(List<Problem> problems) {
    return problems.stream()
        .sorted()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .collect(Collectors.joining("\n"));
  }

  private void assertProblem(Path file, String message) {
    assertThatThrownBy(() -> DefinitionReader.read(file, List.of(), Map.of()))
        .isInstanceOf(ProblemsException.class)
        .hasMessage(message);
  }

  private static Node.Mapping mapping(Node.Mapping outer, String key) {
    return (Node.Mapping) outer.find(key).orElseThrow();
  }

  private String text(Node node) {
    return ((Node.Scalar) node).text();
  }

  private Position at(int line, int column) {
    return new Position(folder.resolve("pipeline.yaml").toString(), line, column);
  }
}
