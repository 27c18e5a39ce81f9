package org.atelier.runner.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes YAML that {@link DefinitionReader} reads as what it was. */
public final class YamlWriter {
  private YamlWriter() {}

  /**
   * Writes plain values in block style.
   *
   * @param values maps with text keys, lists, texts, numbers and booleans
   */
  public static String write(Map<String, ?> values) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(100);
    options.setSplitLines(false);
    return new Yaml(new TextRepresenter(options), options).dump(escape(values));
  }

  /** Puts texts in quotes that would be read as numbers: SnakeYAML knows those of YAML 1.1 only. */
  private static final class TextRepresenter extends Representer {
    TextRepresenter(DumperOptions options) {
      super(options);
      this.representers.put(String.class, value -> text((String) value));
    }

    private Node text(String text) {
      boolean plain = CoreSchema.resolve(text).filter(text::equals).isPresent();
      DumperOptions.ScalarStyle style =
          plain && text.indexOf('\n') < 0
              ? DumperOptions.ScalarStyle.PLAIN
              : DumperOptions.ScalarStyle.DOUBLE_QUOTED;
      return representScalar(Tag.STR, text, style);
    }
  }

  /**
   * Keeps texts from being read as variables. Copies everything, so that no value is the same
   * object twice, for which SnakeYAML would write an alias.
   */
  private static Object escape(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, escape(inner)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(inner -> copy.add(escape(inner)));
      return copy;
    }
    return value instanceof String text ? text.replace("${", "$${") : value;
  }
}
