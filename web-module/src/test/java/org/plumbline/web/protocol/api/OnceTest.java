package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OnceTest {
  /** What is sent twice changes nothing: a follow-up that is done stays as it is. */
  private static final Set<String> OF_THEMSELVES = Set.of("FollowUpResource.move");

  private static boolean takesAKey(Method method) {
    return Arrays.stream(method.getParameters())
        .map(it -> it.getAnnotation(HeaderParam.class))
        .anyMatch(it -> it != null && it.value().equals(Once.HEADER));
  }

  @Test
  void everyPostIsDoneOnceUnderOneKeyOrOfItself() {
    var without =
        new ApiApplication()
            .getClasses().stream()
                .flatMap(it -> Stream.of(it.getDeclaredMethods()))
                .filter(it -> it.isAnnotationPresent(POST.class) && !takesAKey(it))
                .map(it -> it.getDeclaringClass().getSimpleName() + '.' + it.getName())
                .filter(it -> !OF_THEMSELVES.contains(it))
                .sorted()
                .toList();
    assertEquals(List.of(), without);
  }
}
