package org.plumbline.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;
import org.plumbline.resource.StoredResource.Key;

class StoredResourcesTest {
  private static final Traits NONE =
      new Traits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Test
  void newestOfHoweverManyIsOneStatement() {
    try (var kept = Kept.empty(ResourceRow.class)) {
      var stored = new StoredResources(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      kept.give(stored);
      for (var i = 0; i < 50; i++) {
        var key = new Key(Kept.TENANT, "Patient", new StoredResource.Id("p" + i));
        stored.add(key, "old", NONE, OptionalInt.empty());
        stored.add(key, "new", NONE, OptionalInt.empty());
      }
      var ids = IntStream.range(0, 60).mapToObj(it -> "p" + it).toList();
      var before = kept.statements();
      var found = stored.latest(Kept.TENANT, "Patient", ids);
      assertEquals(1, kept.statements() - before);
      assertEquals(
          Map.of("new", 50L),
          found.stream().collect(Collectors.groupingBy(it -> it.json(), Collectors.counting())));
      assertEquals(List.of(), stored.latest(Kept.TENANT, "Patient", List.of()));
    }
  }
}
