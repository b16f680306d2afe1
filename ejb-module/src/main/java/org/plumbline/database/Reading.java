package org.plumbline.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the rows of a query become records of one type: the one place that knows. */
final class Reading<R extends Record> {
  private static final Map<Class<?>, Reading<?>> KNOWN = new ConcurrentHashMap<>();

  private final Constructor<R> constructor;
  private final RecordComponent[] components;

  private Reading(Class<R> type) {
    this.components = type.getRecordComponents();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e); // every record has it
    }
  }

  @SuppressWarnings("unchecked") // it was put there under its own type
  static <R extends Record> Reading<R> of(Class<R> type) {
    return (Reading<R>) KNOWN.computeIfAbsent(type, it -> new Reading<>(type));
  }

  R row(Object[] columns) {
    if (columns.length != components.length) {
      throw new IllegalStateException(
          "%s has %d components for %d columns"
              .formatted(constructor.getDeclaringClass(), components.length, columns.length));
    }
    var values = new Object[columns.length];
    for (var i = 0; i < values.length; i++) {
      values[i] = value(components[i].getGenericType(), columns[i], components[i]);
    }
    return made(constructor, values);
  }

  private static Object value(Type type, @Nullable Object column, RecordComponent of) {
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
      return Optional.ofNullable(column)
          .map(it -> value(optional.getActualTypeArguments()[0], it, of));
    }
    if (column == null) {
      throw new IllegalStateException(of + " has no value");
    }
    return value((Class<?>) type, Rows.value(column), of);
  }

  private static Object value(Class<?> type, Object column, RecordComponent of) {
    if (type.isInstance(column) || (type == boolean.class && column instanceof Boolean)) {
      return column;
    }
    if (column instanceof Number number && type == long.class) {
      return number.longValue();
    }
    if (column instanceof Number number && (type == int.class || type == Integer.class)) {
      return Math.toIntExact(number.longValue());
    }
    if (type.isRecord()) {
      return of(type.asSubclass(Record.class)).row(new Object[] {column});
    }
    throw new IllegalStateException("%s cannot be %s".formatted(of, column.getClass()));
  }

  private static <R> R made(Constructor<R> constructor, Object... values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " refuses a row", e);
    }
  }
}
