package org.atelier.runner.plan;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path.Node;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The bounds of settings: Jakarta Validation constraints, checked and put into plain words. */
final class Bounds {
  private final Validator validator;

  Bounds() {
    this.validator =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new OwnWords(new ParameterMessageInterpolator()))
            .buildValidatorFactory()
            .getValidator();
  }

  /**
   * Leaves known bounds to {@link #words}. No expression language: nothing that comes from a plugin
   * or a file is evaluated.
   */
  private record OwnWords(MessageInterpolator others) implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
      return isKnown(context) ? template : others.interpolate(template, context);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return isKnown(context) ? template : others.interpolate(template, context, locale);
    }

    private static boolean isKnown(Context context) {
      return words(context.getConstraintDescriptor().getAnnotation(), false) != null;
    }
  }

  /**
   * A bound that a value does not keep.
   *
   * @param index position of the value in its list; empty if it is not in one
   * @param message such as {@code must be at least 1}
   */
  record Breach(Optional<Integer> index, String message) {}

  /** Returns the bounds that a setting's value does not keep. */
  List<Breach> check(SettingsShape shape, SettingsShape.SettingShape setting, Object value) {
    return validator.validateValue(shape.type(), setting.component().getName(), value).stream()
        .map(Bounds::breach)
        .sorted(Comparator.comparing(Breach::message))
        .toList();
  }

  /** Returns the bounds of a setting in words, such as {@code at least 1}. */
  static List<String> words(SettingsShape.SettingShape setting) {
    boolean list = setting.value() instanceof ValueShape.ListOf;
    Stream<String> own = Arrays.stream(annotations(setting)).map(bound -> words(bound, list));
    Stream<String> inner =
        elementAnnotations(setting)
            .map(bound -> words(bound, false))
            .filter(Objects::nonNull)
            .map(words -> list ? "each " + words : words);
    return Stream.concat(own, inner).filter(Objects::nonNull).toList();
  }

  /** Returns the annotations of the field, which is where all constraints of a component land. */
  private static Annotation[] annotations(SettingsShape.SettingShape setting) {
    try {
      return setting
          .component()
          .getDeclaringRecord()
          .getDeclaredField(setting.component().getName())
          .getAnnotations();
    } catch (NoSuchFieldException impossible) {
      throw new AssertionError(impossible); // a record has a field for each component
    }
  }

  private static Stream<Annotation> elementAnnotations(SettingsShape.SettingShape setting) {
    return setting.component().getAnnotatedType() instanceof AnnotatedParameterizedType generic
        ? Arrays.stream(generic.getAnnotatedActualTypeArguments())
            .flatMap(argument -> Arrays.stream(argument.getAnnotations()))
        : Stream.empty();
  }

  private static Breach breach(ConstraintViolation<?> violation) {
    Integer index = null;
    for (Node node : violation.getPropertyPath()) {
      index = node.getIndex() == null ? index : node.getIndex();
    }
    Annotation bound = violation.getConstraintDescriptor().getAnnotation();
    String words = words(bound, violation.getInvalidValue() instanceof Collection);
    String message =
        words == null
            ? violation.getMessage()
            : (bound instanceof Size ? "must have " : "must be ") + words;
    return new Breach(Optional.ofNullable(index), message);
  }

  /** Returns what follows "must be"; null for an annotation that is no known bound. */
  private static String words(Annotation bound, boolean list) {
    if (bound instanceof Min min) {
      return "at least " + min.value();
    }
    if (bound instanceof Max max) {
      return "at most " + max.value();
    }
    if (bound instanceof DecimalMin min) {
      return (min.inclusive() ? "at least " : "more than ") + min.value();
    }
    if (bound instanceof DecimalMax max) {
      return (max.inclusive() ? "at most " : "less than ") + max.value();
    }
    if (bound instanceof Positive) {
      return "more than 0";
    }
    if (bound instanceof PositiveOrZero) {
      return "at least 0";
    }
    if (bound instanceof Negative) {
      return "less than 0";
    }
    if (bound instanceof NegativeOrZero) {
      return "at most 0";
    }
    return wordsOfLengths(bound, list);
  }

  private static String wordsOfLengths(Annotation bound, boolean list) {
    if (bound instanceof Size size) {
      String most = size.max() == Integer.MAX_VALUE ? " or more" : " to " + size.max();
      return size.min() + most + (list ? " entries" : " characters");
    }
    if (bound instanceof NotEmpty || bound instanceof NotBlank) {
      return "not empty";
    }
    if (bound instanceof Pattern pattern) {
      return pattern.message().startsWith("{")
          ? "of the form " + pattern.regexp()
          : pattern.message().replaceFirst("^must be ", "");
    }
    return null;
  }
}
