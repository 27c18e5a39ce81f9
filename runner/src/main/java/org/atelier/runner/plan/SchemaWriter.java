package org.atelier.runner.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.atelier.api.Component;
import org.atelier.api.Kind;
import org.atelier.runner.plugin.Catalog;

/**
 * Writes the JSON Schema (draft 7, which editors know best) of pipeline files for the installed
 * components, so that editors complete and check them.
 *
 * <p>A component is told by its {@code type}: for each there is a rule that names its settings and
 * refuses any other key. A text with a variable, such as {@code "${EPOCHS}"}, is accepted in place
 * of any single value, since only the runner can know what it will be.
 */
public final class SchemaWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Catalog catalog;
  private final SettingsSchema settings = new SettingsSchema();

  private SchemaWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the schema as JSON. */
  public static String schema(Catalog catalog) {
    return new SchemaWriter(catalog).pipeline().toPrettyString() + "\n";
  }

  private ObjectNode pipeline() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Atelier pipeline");
    schema.setAll(settings.of(SettingsShape.of(PipelineSettings.class)));
    schema.putArray("required").add(Kind.STAGE.section());
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ObjectNode definitions = schema.putObject("definitions");
    for (Kind kind : Kind.values()) {
      properties.set(kind.section(), section(kind));
      definitions.set(kind.word(), component(kind));
    }
    return schema;
  }

  private static ObjectNode section(Kind kind) {
    ObjectNode section = JSON.objectNode();
    section.put("description", "the %s of this pipeline by name".formatted(kind.section()));
    section.putArray("type").add("object").add("null");
    section.putObject("propertyNames").put("pattern", "^" + PipelineSettings.NAME + "$");
    section.set("additionalProperties", SettingsSchema.definition(kind));
    if (kind == Kind.STAGE) {
      section.put("type", "object").put("minProperties", 1);
    }
    return section;
  }

  /** Returns the schema of a component of a kind: a choice by its type. */
  private ObjectNode component(Kind kind) {
    ObjectNode schema = JSON.objectNode();
    schema.put("type", "object");
    schema.putArray("required").add("type");
    ObjectNode type = schema.putObject("properties").putObject("type");
    type.put("description", "what kind of %s it is".formatted(kind.word()));
    ArrayNode names = type.putArray("enum");
    ArrayNode summaries = type.putArray("enumDescriptions");
    ArrayNode rules = schema.putArray("allOf");
    for (Component<?> component : components(kind)) {
      names.add(component.type());
      summaries.add(component.summary());
      rules.add(rule(component));
    }
    if (rules.isEmpty()) {
      schema.remove("allOf");
      schema.putObject("not"); // no such component is installed
    }
    return schema;
  }

  private ObjectNode rule(Component<?> component) {
    ObjectNode rule = JSON.objectNode();
    ObjectNode condition = rule.putObject("if");
    condition.putObject("properties").putObject("type").put("const", component.type());
    condition.putArray("required").add("type");
    ObjectNode then = rule.putObject("then");
    then.put("description", component.summary());
    // what a plugin describes wrongly is not checked, so that the rest can be
    SettingsShape.ifSound(component.settings())
        .ifPresent(shape -> then.setAll(settings(component, shape)));
    return rule;
  }

  private ObjectNode settings(Component<?> component, SettingsShape shape) {
    ObjectNode schema = settings.of(shape);
    ObjectNode properties = JSON.objectNode();
    properties.putObject("type").put("const", component.type());
    properties.setAll((ObjectNode) schema.get("properties"));
    if (component.kind() == Kind.STAGE) {
      repeatable(schema, properties);
    }
    schema.set("properties", properties);
    return schema;
  }

  /** What a matrix gives may be missing elsewhere: so with one, no setting is required. */
  private void repeatable(ObjectNode schema, ObjectNode properties) {
    ObjectNode own = properties.deepCopy();
    SettingsShape shared = SettingsShape.of(StageSettings.class);
    ObjectNode seed = (ObjectNode) settings.of(shared).get("properties");
    own.remove("type");
    own.setAll(seed);
    properties.setAll(seed);
    properties.set(StageSettings.MATRIX, matrix(own));
    ObjectNode otherwise = JSON.objectNode();
    otherwise.set("required", schema.remove("required"));
    ObjectNode condition = JSON.objectNode();
    condition.putArray("required").add(StageSettings.MATRIX);
    schema.set("if", condition);
    schema.set("else", otherwise);
  }

  private static ObjectNode matrix(ObjectNode settings) {
    ObjectNode matrix = JSON.objectNode();
    matrix.put("description", StageSettings.MATRIX_MEANING);
    matrix.put("type", "object").put("minProperties", 1);
    ObjectNode axes = matrix.putObject("properties");
    settings.properties().forEach(setting -> axes.set(setting.getKey(), axis(setting.getValue())));
    matrix.set("additionalProperties", axis(JSON.objectNode()));
    return matrix;
  }

  /** Returns the schema of an axis: a list of values of a setting, or named groups of settings. */
  private static ObjectNode axis(JsonNode value) {
    ObjectNode axis = JSON.objectNode();
    ArrayNode choice = axis.putArray("anyOf");
    ObjectNode list = choice.addObject();
    list.put("type", "array").put("minItems", 1);
    list.set("items", value);
    ObjectNode groups = choice.addObject();
    groups.put("type", "object").put("minProperties", 1);
    ObjectNode group = groups.putObject("additionalProperties");
    group.putArray("type").add("object").add("null");
    return axis;
  }

  private List<Component<?>> components(Kind kind) {
    return catalog.components().stream()
        .<Component<?>>map(installed -> installed.component())
        .filter(component -> component.kind() == kind)
        .toList();
  }
}
