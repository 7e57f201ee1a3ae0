package dev.rawline.imaging.chain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** The components of a record that are {@link Learnable}, in their order. */
final class LearnableComponents {
  private static final ClassValue<LearnableComponents> OF =
      new ClassValue<>() {
        @Override
        protected LearnableComponents computeValue(Class<?> type) {
          return new LearnableComponents(type);
        }
      };

  private final RecordComponent[] all;
  private final List<RecordComponent> learnable;

  private LearnableComponents(Class<?> type) {
    all = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    learnable =
        Arrays.stream(all).filter(part -> part.isAnnotationPresent(Learnable.class)).toList();
  }

  static List<Parameter> parameters(Object stage) {
    return OF.get(stage.getClass()).learnable.stream()
        .map(
            part -> {
              Learnable about = part.getAnnotation(Learnable.class);
              Parameter parameter =
                  Parameter.between(about.lowest(), about.highest(), about.name(), about.unit());
              return about.fixed() ? parameter.fixed() : parameter;
            })
        .toList();
  }

  static double[] values(Object stage) {
    return OF.get(stage.getClass()).learnable.stream()
        .mapToDouble(part -> (double) value(part, stage))
        .toArray();
  }

  private static Object value(RecordComponent part, Object stage) {
    try {
      return part.getAccessor().invoke(stage);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a stage with other values; the stage itself if it has none. */
  @SuppressWarnings("unchecked") // the constructor is that of the stage's record
  static <S> S with(S stage, double[] values) {
    LearnableComponents of = OF.get(stage.getClass());
    if (of.learnable.isEmpty()) {
      return stage;
    }
    Object[] arguments = new Object[of.all.length];
    int next = 0;
    for (int i = 0; i < arguments.length; i++) {
      RecordComponent part = of.all[i];
      arguments[i] = of.learnable.contains(part) ? values[next++] : value(part, stage);
    }
    Class<?>[] types = Arrays.stream(of.all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = stage.getClass().getDeclaredConstructor(types);
      return (S) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException rejected) {
        throw rejected;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
