package dev.rawline.data.yaml;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Java types → how their values are written in YAML files. */
public final class ValueTypes {
  /** Numbers, words, texts, colours, matrices, kernels and apertures. */
  public static final ValueTypes STANDARD = new ValueTypes(Map.of());

  private final Map<Class<?>, Function<Type, ValueType<?>>> own;

  private ValueTypes(Map<Class<?>, Function<Type, ValueType<?>>> own) {
    this.own = own;
  }

  /** Returns these types, with another type for the values of one class. */
  public ValueTypes with(Class<?> type, ValueType<?> written) {
    return with(type, any -> written);
  }

  /**
   * Returns these types, with another type for the content of a generic class.
   *
   * @param written the type of the content → that of the class
   */
  public ValueTypes withHolder(Class<?> type, Function<ValueType<?>, ValueType<?>> written) {
    return with(
        type, held -> written.apply(of(((ParameterizedType) held).getActualTypeArguments()[0])));
  }

  private ValueTypes with(Class<?> type, Function<Type, ValueType<?>> written) {
    Map<Class<?>, Function<Type, ValueType<?>>> more = new HashMap<>(own);
    more.put(type, written);
    return new ValueTypes(more);
  }

  /**
   * Returns how values of a Java type are written: a class that is known here or declares its
   * {@link ValueType} as a constant YAML, an enum, a record of keys, a sealed interface of such
   * records, or a list of any of these.
   */
  public ValueType<?> of(Type type) {
    Class<?> held = (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    if (own.containsKey(held)) {
      return own.get(held).apply(type);
    }
    if (type instanceof ParameterizedType list && held == List.class) {
      return new ListType<>(of(list.getActualTypeArguments()[0]));
    }
    Optional<ValueType<?>> declared = declared(held);
    if (declared.isPresent()) {
      return declared.get();
    }
    if (held.isEnum()) {
      return ValueType.constants(held);
    }
    Class<?> boxed = MethodType.methodType(held).wrap().returnType();
    return ValueType.COMMON.stream()
        .filter(known -> known.type().isAssignableFrom(boxed))
        .findFirst()
        .orElseGet(
            () ->
                held.isSealed()
                    ? new AlternativesType<>(held, this)
                    : ValueType.record(held, this));
  }

  /** Returns the type that a class declares as its constant {@code YAML}, if it does. */
  private static Optional<ValueType<?>> declared(Class<?> held) {
    try {
      return held.getField("YAML").get(null) instanceof ValueType<?> type
          ? Optional.of(type)
          : Optional.empty();
    } catch (ReflectiveOperationException none) {
      return Optional.empty();
    }
  }
}
