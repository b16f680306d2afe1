package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.QualifiedParamList;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.TokenParamModifier;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Criterion;
import org.plumbline.resource.Criterion.Answers;
import org.plumbline.resource.Criterion.Identified;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.IsNot;
import org.plumbline.resource.Criterion.Property;
import org.plumbline.resource.Criterion.Time;
import org.plumbline.resource.Criterion.Token;
import org.plumbline.resource.Search.By;
import org.plumbline.resource.Search.Order;

/** What a search for stored resources asks, gathered from its parameters; null asks nothing. */
final class Terms {
  private static final String STATUSES = "http://hl7.org/fhir/questionnaire-answers-status";
  private static final Map<String, By> SORTED =
      Map.of(
          "_id", By.ID, "_lastUpdated", By.RECEIVED, "authored", By.AUTHORED, "status", By.STATUS);

  private final List<Criterion> criteria = new ArrayList<>();
  private final List<Order> order = new ArrayList<>();
  private final Dates dates;

  Terms(Dates dates) {
    this.dates = dates;
  }

  List<Criterion> criteria() {
    return criteria;
  }

  /** Empty when none was asked for. */
  List<Order> order() {
    return order;
  }

  Terms id(@Nullable TokenOrListParam sent) {
    return is(Property.ID, values(sent));
  }

  Terms about(@Nullable ReferenceOrListParam sent) {
    return is(
        Property.PATIENT,
        references(sent).stream()
            .map(
                it ->
                    Access.subject(it)
                        .map(PatientReference::value)
                        .orElseThrow(
                            () -> new InvalidRequestException("the subject names no patient")))
            .toList());
  }

  /** Of this patient alone, whatever else is asked. */
  Terms limitedTo(PatientReference patient) {
    criteria.add(new Is(Property.PATIENT, Set.of(patient.value())));
    return this;
  }

  Terms author(@Nullable ReferenceOrListParam sent) {
    return is(Property.AUTHOR, references(sent));
  }

  Terms answers(@Nullable ReferenceOrListParam sent) {
    var forms = references(sent);
    if (!forms.isEmpty()) {
      criteria.add(new Answers(Set.copyOf(forms)));
    }
    return this;
  }

  Terms status(@Nullable TokenOrListParam sent) {
    if (sent == null) {
      return this;
    }
    var tokens = sent.getValuesAsQueryTokens();
    var codes =
        tokens.stream()
            .filter(it -> it.getSystem() == null || it.getSystem().equals(STATUSES))
            .map(TokenParam::getValue)
            .collect(Collectors.toSet());
    var not = tokens.stream().anyMatch(it -> it.getModifier() == TokenParamModifier.NOT);
    criteria.add(not ? new IsNot(Property.STATUS, codes) : new Is(Property.STATUS, codes));
    return this;
  }

  Terms identifier(@Nullable TokenOrListParam sent) {
    if (sent != null) {
      criteria.add(
          new Identified(
              sent.getValuesAsQueryTokens().stream()
                  .map(
                      it ->
                          new Token(
                              Optional.ofNullable(it.getSystem()),
                              Optional.ofNullable(it.getValue()).filter(text -> !text.isEmpty())))
                  .collect(Collectors.toSet())));
    }
    return this;
  }

  Terms authored(@Nullable DateAndListParam sent) {
    criteria.addAll(dates.criteria(Time.AUTHORED, sent));
    return this;
  }

  Terms received(@Nullable DateAndListParam sent) {
    criteria.addAll(dates.criteria(Time.RECEIVED, sent));
    return this;
  }

  private Terms is(Property property, List<String> values) {
    if (!values.isEmpty()) {
      criteria.add(new Is(property, Set.copyOf(values)));
    }
    return this;
  }

  private static List<String> values(@Nullable TokenOrListParam sent) {
    return sent == null
        ? List.of()
        : sent.getValuesAsQueryTokens().stream().map(TokenParam::getValue).toList();
  }

  private static List<String> references(@Nullable ReferenceOrListParam sent) {
    return sent == null
        ? List.of()
        : List.copyOf(
            sent.getValuesAsQueryTokens().stream()
                .map(ReferenceParam::getValue)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /**
   * Adds a parameter as it stands in an address.
   *
   * @throws InvalidRequestException if it has no value, or several times one
   */
  void add(FhirContext context, Map.Entry<String, String[]> parameter) {
    var name = parameter.getKey();
    var values = parameter.getValue();
    if (values.length != 1 || values[0].replace(",", "").isBlank()) {
      throw new InvalidRequestException(
          "%s has %d values; expected one".formatted(name, values.length));
    }
    var tokens = new TokenOrListParam();
    var references = new ReferenceOrListParam();
    var list = QualifiedParamList.splitQueryStringByCommasIgnoreEscape(null, values[0]);
    tokens.setValuesAsQueryTokens(context, name, list);
    references.setValuesAsQueryTokens(context, name, list);
    var unused =
        switch (name) {
          case "_id" -> id(tokens);
          case "identifier" -> identifier(tokens);
          case "status" -> status(tokens);
          case "subject", "patient" -> about(references);
          case "author" -> author(references);
          case "questionnaire" -> answers(references);
          default -> throw new IllegalArgumentException(name);
        };
  }

  /**
   * In the order that is asked for.
   *
   * @throws InvalidRequestException if it is none of those that the type has
   */
  Terms sorted(@Nullable SortSpec sent, Set<By> known) {
    for (var it = sent; it != null; it = it.getChain()) {
      var by = SORTED.get(it.getParamName());
      if (by == null || !known.contains(by)) {
        throw new InvalidRequestException("the list cannot be sorted by " + it.getParamName());
      }
      order.add(new Order(by, it.getOrder() == SortOrderEnum.DESC));
    }
    return this;
  }
}
