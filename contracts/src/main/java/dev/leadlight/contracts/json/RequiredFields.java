package dev.leadlight.contracts.json;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a record needs to be one: all components that are not {@code @Nullable}. Checked once where
 * JSON comes in, so that nobody behind it meets a null that the types deny.
 */
final class RequiredFields {

  private static final ClassValue<List<Method>> REQUIRED =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return type.isRecord() && type.getPackage().isAnnotationPresent(NullMarked.class)
              ? Arrays.stream(type.getRecordComponents())
                  .filter(RequiredFields::isRequired)
                  .map(RequiredFields::accessor)
                  .toList()
              : List.of();
        }
      };

  private RequiredFields() {}

  /** JSON pointer to the first one missing in the value or in the records it holds, or null. */
  static @Nullable String missing(Object value) {
    if (value instanceof List<?> list) {
      return missingInList(list);
    }
    for (Method field : REQUIRED.get(value.getClass())) {
      Object content = get(field, value);
      String missing = content == null ? "" : missing(content);
      if (missing != null) {
        return "/" + field.getName() + missing;
      }
    }
    return null;
  }

  private static @Nullable String missingInList(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      String missing = element == null ? null : missing(element);
      if (missing != null) {
        return "/" + i + missing;
      }
    }
    return null;
  }

  private static @Nullable Object get(Method field, Object record) {
    try {
      return field.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an accessor of a record only returns", e);
    }
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.getType().isPrimitive()
        && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return accessor;
  }
}
