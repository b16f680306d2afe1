package org.plumbline.resource;

import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.resource.Criterion.Answers;
import org.plumbline.resource.Criterion.During;
import org.plumbline.resource.Criterion.Identified;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.IsNot;
import org.plumbline.resource.Criterion.Outside;
import org.plumbline.resource.Criterion.Span;
import org.plumbline.resource.Criterion.Time;
import org.plumbline.resource.Criterion.Token;

/** The conditions of a query, as the database is asked. */
final class Wanted {
  private static final String NOTHING = "1 = 0";

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final String clause;

  private Wanted(List<Criterion> criteria) {
    this.clause =
        criteria.stream().map(it -> " and (" + clause(it) + ")").collect(Collectors.joining());
  }

  static Wanted of(Search query) {
    return new Wanted(query.criteria());
  }

  /** Begins with {@code and} unless it is empty. */
  String clause() {
    return clause;
  }

  void bind(TypedQuery<?> query) {
    values.forEach(query::setParameter);
  }

  private String clause(Criterion criterion) {
    if (criterion instanceof Is is) {
      return is.values().isEmpty() ? NOTHING : in(is.property().path(), is.values());
    }
    if (criterion instanceof IsNot not) {
      var path = not.property().path();
      return "%s is null or not (%s)".formatted(path, in(path, not.values()));
    }
    if (criterion instanceof Identified identified) {
      return any(identified.tokens().stream().map(this::identified).toList());
    }
    if (criterion instanceof Answers answers) {
      return any(answers.forms().stream().map(this::answers).toList());
    }
    if (criterion instanceof During during) {
      return during(during.time(), during.span());
    }
    if (criterion instanceof Outside outside) {
      return "not (%s)".formatted(during(outside.time(), outside.span()));
    }
    throw new AssertionError(criterion);
  }

  private static String any(List<String> clauses) {
    return clauses.isEmpty() ? NOTHING : String.join(" or ", clauses);
  }

  private String in(String path, Set<String> allowed) {
    return path + " in (" + value(allowed) + ")";
  }

  private String value(Object it) {
    var name = "p" + values.size();
    values.put(name, it);
    return ":" + name;
  }

  private String like(String path, String pattern) {
    return "%s like %s escape '!'".formatted(path, value(pattern));
  }

  private static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }

  /** One identifier is kept as it is sought; several stand one after the other. */
  private String identified(Token token) {
    var system = token.system();
    var value = token.value();
    if (system.isPresent() && value.isPresent()) {
      return "r.identifier = %s or %s"
          .formatted(
              value(system.get() + "|" + value.get()),
              like(
                  "r.identifier",
                  "%%\n%s\t%s\n%%".formatted(escaped(system.get()), escaped(value.get()))));
    }
    if (value.isPresent()) {
      return "substring(r.identifier, locate('|', r.identifier) + 1) = %s or %s"
          .formatted(
              value(value.get()),
              like("r.identifier", "%%\t%s\n%%".formatted(escaped(value.get()))));
    }
    var sought = escaped(system.orElse(""));
    return system.isEmpty()
        ? "r.identifier is not null"
        : "%s or %s"
            .formatted(
                like("r.identifier", sought + "|%"),
                like("r.identifier", "%%\n%s\t%%".formatted(sought)));
  }

  /**
   * The address has a column; its version stands in what was accepted, which is written without
   * blanks.
   */
  private String answers(String form) {
    var parts = form.split("\\|", 2);
    var address = "r.questionnaire = " + value(parts[0]);
    if (parts.length == 1) {
      return address;
    }
    return "%s and (%s or %s)"
        .formatted(
            address,
            like("r.content", "%%\"questionnaire\":\"%s\"%%".formatted(escaped(form))),
            like("r.content", "%%\"derivedFrom\":[\"%s\"%%".formatted(escaped(form))));
  }

  private String during(Time time, Span span) {
    var clauses = new ArrayList<String>();
    span.from().ifPresent(it -> clauses.add(moment(time, ">=", it)));
    span.before().ifPresent(it -> clauses.add(moment(time, "<", it)));
    return clauses.isEmpty() ? time.path() + " is not null" : String.join(" and ", clauses);
  }

  private String moment(Time time, String comparison, Instant moment) {
    return "%s %s %s".formatted(time.path(), comparison, value(moment));
  }
}
