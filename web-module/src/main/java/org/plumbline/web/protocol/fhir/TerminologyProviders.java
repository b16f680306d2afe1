package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** Value sets and code systems, with the operations on them. */
final class TerminologyProviders {
  private static final int DEFAULT_COUNT = 1000;

  private TerminologyProviders() {}

  static List<IResourceProvider> of(FhirContext context, Clock clock) {
    var sets = Artifacts.all(context, ValueSet.class);
    var systems = Artifacts.all(context, CodeSystem.class);
    var terminology = new Terminology(sets, systems);
    return List.of(new ValueSets(sets, terminology, clock), new CodeSystems(systems, terminology));
  }

  private static Optional<String> text(@Nullable StringType value) {
    return Optional.ofNullable(value).map(StringType::getValue);
  }

  /** A code, by itself or as part of a Coding. */
  private record Sought(Optional<String> system, String code, Optional<String> display) {
    static Sought of(
        @Nullable UriType system,
        @Nullable CodeType code,
        @Nullable StringType display,
        @Nullable Coding coding) {
      if (coding != null && coding.hasCode()) {
        return new Sought(
            Optional.ofNullable(coding.getSystem()),
            coding.getCode(),
            Optional.ofNullable(coding.getDisplay()));
      }
      if (code == null || code.isEmpty()) {
        throw new InvalidRequestException("code or coding is missing");
      }
      return new Sought(
          Optional.ofNullable(system).map(UriType::getValue), code.getValue(), text(display));
    }
  }

  /** ValueSet. */
  public static final class ValueSets extends ArtifactProvider<ValueSet> {
    private final Terminology terminology;
    private final Clock clock;

    ValueSets(List<ValueSet> sets, Terminology terminology, Clock clock) {
      super(ValueSet.class, sets);
      this.terminology = terminology;
      this.clock = clock;
    }

    /** The codes of the value set with this address. */
    @Operation(name = "$expand", idempotent = true)
    public ValueSet expand(
        @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
        @OperationParam(name = "filter", min = 0, max = 1) @Nullable StringType filter,
        @OperationParam(name = "offset", min = 0, max = 1) @Nullable IntegerType offset,
        @OperationParam(name = "count", min = 0, max = 1) @Nullable IntegerType count) {
      return expand(terminology.set(required(url)), filter, offset, count);
    }

    /** The codes of the value set with this id. */
    @Operation(name = "$expand", idempotent = true)
    public ValueSet expand(
        @IdParam IdType id,
        @OperationParam(name = "filter", min = 0, max = 1) @Nullable StringType filter,
        @OperationParam(name = "offset", min = 0, max = 1) @Nullable IntegerType offset,
        @OperationParam(name = "count", min = 0, max = 1) @Nullable IntegerType count) {
      return expand(read(id), filter, offset, count);
    }

    private ValueSet expand(
        ValueSet set,
        @Nullable StringType filter,
        @Nullable IntegerType offset,
        @Nullable IntegerType count) {
      return terminology.expand(
          set,
          text(filter).orElse(""),
          offset == null ? 0 : offset.getValue(),
          count == null ? DEFAULT_COUNT : count.getValue(),
          Date.from(clock.instant()));
    }

    /** Whether a code is in the value set with this address. */
    @Operation(name = "$validate-code", idempotent = true)
    public Parameters validate(
        @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
        @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
        @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
        @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
        @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding) {
      return validate(terminology.set(required(url)), Sought.of(system, code, display, coding));
    }

    /** Whether a code is in the value set with this id. */
    @Operation(name = "$validate-code", idempotent = true)
    public Parameters validate(
        @IdParam IdType id,
        @OperationParam(name = "system", min = 0, max = 1) @Nullable UriType system,
        @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
        @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
        @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding) {
      return validate(read(id), Sought.of(system, code, display, coding));
    }

    private Parameters validate(ValueSet set, Sought sought) {
      return terminology.validate(set, sought.system(), sought.code(), sought.display());
    }
  }

  /** CodeSystem. */
  public static final class CodeSystems extends ArtifactProvider<CodeSystem> {
    private final Terminology terminology;

    CodeSystems(List<CodeSystem> systems, Terminology terminology) {
      super(CodeSystem.class, systems);
      this.terminology = terminology;
    }

    /** Whether a code is in the code system with this address. */
    @Operation(name = "$validate-code", idempotent = true)
    public Parameters validate(
        @OperationParam(name = "url", min = 0, max = 1) @Nullable UriType url,
        @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
        @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
        @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding) {
      var sought = Sought.of(url, code, display, coding);
      var system =
          terminology.system(
              sought.system().orElseThrow(() -> new InvalidRequestException("url is missing")));
      return Terminology.validate(system, sought.code(), sought.display());
    }

    /** Whether a code is in the code system with this id. */
    @Operation(name = "$validate-code", idempotent = true)
    public Parameters validate(
        @IdParam IdType id,
        @OperationParam(name = "code", min = 0, max = 1) @Nullable CodeType code,
        @OperationParam(name = "display", min = 0, max = 1) @Nullable StringType display,
        @OperationParam(name = "coding", min = 0, max = 1) @Nullable Coding coding) {
      var sought = Sought.of(null, code, display, coding);
      return Terminology.validate(read(id), sought.code(), sought.display());
    }
  }

  private static String required(@Nullable UriType url) {
    if (url == null || url.isEmpty()) {
      throw new InvalidRequestException("url is missing");
    }
    return url.getValue();
  }
}
