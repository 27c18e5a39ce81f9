package org.atelier.runner.plan;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.atelier.api.Artifact;
import org.atelier.api.Flattened;
import org.atelier.api.Kind;
import org.atelier.api.Reference;
import org.atelier.api.Setting;
import org.atelier.runner.definition.DefinitionReader;
import org.atelier.runner.definition.Node;
import org.atelier.runner.definition.Position;
import org.atelier.runner.definition.ProblemsException;
import org.atelier.runner.plugin.PlainValues;

/** Makes the JSON Schema of a settings record. */
final class SettingsSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** A text that holds a variable. */
  private static final String VARIABLE = "\\$\\{";

  /** Returns the schema of a mapping with these settings, those of flattened records among them. */
  ObjectNode of(SettingsShape shape) {
    ObjectNode schema = new SchemaGenerator(config(shape.type())).generateSchema(shape.type());
    schema.remove("$schema");
    ObjectNode generated = schema.withObjectProperty("properties");
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (SettingsShape.SettingShape setting : shape.settings()) {
      if (setting.flattened()) {
        ObjectNode inner = of(((ValueShape.Nested) setting.value()).settings());
        properties.setAll((ObjectNode) inner.get("properties"));
        inner.path("required").forEach(required::add);
      } else {
        properties.set(setting.key(), generated.get(setting.key()));
        if (setting.required()) {
          required.add(setting.key());
        }
      }
    }
    schema.set("properties", properties);
    schema.set("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  /** Returns a reference to the schema of a kind of component. */
  static ObjectNode definition(Kind kind) {
    return JSON.objectNode().put("$ref", "#/definitions/" + kind.word());
  }

  private SchemaGeneratorConfig config(Class<?> root) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS, Option.FLATTENED_OPTIONALS)
            .with(new JakartaValidationModule());
    builder
        .forFields()
        .withIgnoreCheck(field -> annotation(field, Flattened.class).isPresent())
        .withPropertyNameOverrideResolver(field -> SettingsShape.kebab(field.getDeclaredName()))
        .withDescriptionResolver(
            field -> annotation(field, Setting.class).map(Setting::value).orElse(null))
        .withDefaultResolver(SettingsSchema::defaultValue)
        .withStringPatternResolver(SettingsSchema::pattern);
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) ->
                type.getErasedType() == root
                    ? null
                    : custom(type).map(schema -> new CustomDefinition(schema, true)).orElse(null));
    return builder.build();
  }

  private Optional<ObjectNode> custom(ResolvedType type) {
    Class<?> plain = type.getErasedType();
    if (plain == List.class && isStage(type.getTypeParameters().get(0))) {
      return Optional.of(stages(type.getTypeParameters().get(0)));
    }
    if (plain == Reference.class) {
      return Optional.of(reference(type.getTypeParameters().get(0).getErasedType()));
    }
    if (plain.isEnum()) {
      return Optional.of(constants(plain));
    }
    if (plain.isRecord()) {
      return Optional.of(of(SettingsShape.of(plain.asSubclass(Record.class))));
    }
    if (plain == String.class || plain == Path.class) {
      return Optional.of(JSON.objectNode().put("type", "string"));
    }
    if (!PlainValues.contains(plain)) {
      return Optional.empty();
    }
    boolean flag = plain == boolean.class || plain == Boolean.class;
    String word = flag ? "boolean" : Leaves.isWhole(plain) ? "integer" : "number";
    ObjectNode schema = JSON.objectNode();
    schema.putArray("type").add(word).add("string");
    return Optional.of(schema.put("pattern", VARIABLE));
  }

  private static boolean isStage(ResolvedType type) {
    return type.getErasedType() == Reference.class
        && Artifact.class.isAssignableFrom(type.getTypeParameters().get(0).getErasedType());
  }

  /** A stage that is repeated stands for several, so that its name can be in a list's place. */
  private static ObjectNode stages(ResolvedType reference) {
    ObjectNode stage = reference(reference.getTypeParameters().get(0).getErasedType());
    ObjectNode schema = JSON.objectNode();
    ArrayNode choice = schema.putArray("anyOf");
    choice.add(stage);
    choice.addObject().put("type", "array").set("items", stage.deepCopy());
    return schema;
  }

  private static ObjectNode reference(Class<?> target) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.STAGE && kind.contract() == target) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode choice = schema.putArray("anyOf");
        choice.add(name("name of a " + kind.word()));
        choice.add(definition(kind));
        return schema;
      }
    }
    return name("name of a stage that puts out " + target.getSimpleName());
  }

  private static ObjectNode name(String title) {
    return JSON.objectNode().put("type", "string").put("title", title).put("minLength", 1);
  }

  private static ObjectNode constants(Class<?> type) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode choice = schema.putArray("anyOf");
    ArrayNode constants = choice.addObject().putArray("enum");
    Leaves.constants(type).forEach(constants::add);
    choice.addObject().put("type", "string").put("pattern", VARIABLE);
    return schema;
  }

  private static <A extends java.lang.annotation.Annotation> Optional<A> annotation(
      FieldScope field, Class<A> type) {
    if (field.isFakeContainerItemScope()) {
      return Optional.empty();
    }
    for (java.lang.reflect.RecordComponent component :
        field.getDeclaringType().getErasedType().getRecordComponents()) {
      if (component.getName().equals(field.getDeclaredName())) {
        return Optional.ofNullable(component.getAnnotation(type));
      }
    }
    return Optional.empty();
  }

  /** A constraint must match the whole text; a schema's pattern any part of it. */
  private static String pattern(FieldScope field) {
    Pattern own = field.getAnnotation(Pattern.class);
    Pattern bound = own == null ? field.getContainerItemAnnotation(Pattern.class) : own;
    return bound == null ? null : "^(%s)$|%s".formatted(bound.regexp(), VARIABLE);
  }

  private static JsonNode defaultValue(FieldScope field) {
    String text = annotation(field, Setting.class).map(Setting::defaultValue).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return json(DefinitionReader.readValue(text, Position.ofOption("default")));
    } catch (ProblemsException broken) {
      throw new IllegalArgumentException(broken.getMessage(), broken);
    }
  }

  private static JsonNode json(Node node) {
    if (node instanceof Node.Mapping mapping) {
      ObjectNode object = JSON.objectNode();
      mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
      return object;
    }
    if (node instanceof Node.Sequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return Leaves.json(scalar, scalar.notation() == Node.Notation.QUOTED);
  }
}
