package org.plumbline.web.protocol.fhir;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.plumbline.resource.Criterion;
import org.plumbline.resource.Criterion.Identified;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.Property;
import org.plumbline.resource.Search;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;

/** Resources that are kept as long as the test lasts. What is asked of the database is kept too. */
final class ResourcesInMemory extends StoredResources {
  final List<Search> asked = new ArrayList<>();
  private final Map<Key, List<Kept>> kept = new LinkedHashMap<>();
  private final Clock clock;

  record Kept(StoredResource resource, Traits traits) {}

  ResourcesInMemory(Clock clock) {
    super(clock);
    this.clock = clock;
  }

  /** What is kept now. */
  Map<Key, List<Kept>> copy() {
    var copy = new LinkedHashMap<Key, List<Kept>>();
    kept.forEach((key, versions) -> copy.put(key, new ArrayList<>(versions)));
    return copy;
  }

  void putBack(Map<Key, List<Kept>> copy) {
    kept.clear();
    kept.putAll(copy);
  }

  @Override
  public StoredResource add(Key key, String json, Traits traits, OptionalInt expected) {
    var versions = kept.computeIfAbsent(key, it -> new ArrayList<>());
    var resource = new StoredResource(key, versions.size() + 1, clock.instant(), json);
    versions.add(new Kept(resource, traits));
    return resource;
  }

  @Override
  public Optional<StoredResource> latest(Key key) {
    return kept.getOrDefault(key, List.of()).stream()
        .map(Kept::resource)
        .max(Comparator.comparing(StoredResource::version));
  }

  @Override
  public Optional<StoredResource> version(Key key, int version) {
    return kept.getOrDefault(key, List.of()).stream()
        .map(Kept::resource)
        .filter(it -> it.version() == version)
        .findFirst();
  }

  @Override
  public List<StoredResource> find(Search query) {
    asked.add(query);
    return fitting(query).stream().skip(query.skip()).limit(query.most()).toList();
  }

  @Override
  public int count(Search query) {
    return fitting(query).size();
  }

  private List<StoredResource> fitting(Search query) {
    return kept.entrySet().stream()
        .filter(it -> it.getKey().type().equals(query.type()))
        .map(it -> it.getValue().get(it.getValue().size() - 1))
        .filter(it -> query.criteria().stream().allMatch(criterion -> fits(it, criterion)))
        .map(Kept::resource)
        .toList();
  }

  /** As far as the tests with this store need it; the database is tested where it is asked. */
  private static boolean fits(Kept it, Criterion criterion) {
    if (criterion instanceof Is is && is.property() == Property.PATIENT) {
      return it.traits().patient().filter(is.values()::contains).isPresent();
    }
    if (criterion instanceof Is is && is.property() == Property.STATUS) {
      return it.traits().status().filter(is.values()::contains).isPresent();
    }
    if (criterion instanceof Identified identified) {
      var sought =
          identified.tokens().stream()
              .map(token -> Traits.identifiers(List.of(token)).orElse(""))
              .toList();
      return it.traits().identifier().filter(sought::contains).isPresent();
    }
    return true;
  }
}
