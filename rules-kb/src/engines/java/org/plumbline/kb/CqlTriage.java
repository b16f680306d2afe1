package org.plumbline.kb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.LibrarySourceProvider;
import org.cqframework.cql.cql2elm.ModelManager;
import org.hl7.elm.r1.VersionedIdentifier;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;

/** The CQL export, run by the engine of the CQL project. The library is translated once. */
final class CqlTriage {
  private static final VersionedIdentifier LIBRARY =
      new VersionedIdentifier().withId("LowBackTriage");
  private static final Path FILE =
      Path.of("target/classes/org/plumbline/kb/artifact/LowBackTriage.cql");

  private final LibraryManager libraries;
  private final Set<CqlEngine.Options> options;

  /** What the engine concluded. */
  record Conclusions(String disposition, Set<String> redFlags) {}

  CqlTriage(Set<CqlEngine.Options> options) {
    this.options = options;
    this.libraries = new LibraryManager(new ModelManager(), CqlCompilerOptions.defaultOptions());
    libraries.getLibrarySourceLoader().registerProvider(new Source());
    var faults = new ArrayList<CqlCompilerException>();
    libraries.resolveLibrary(LIBRARY, faults);
    if (CqlCompilerException.hasErrors(faults)) {
      throw new IllegalStateException(faults.toString());
    }
  }

  private static final class Source implements LibrarySourceProvider {
    @Override
    public InputStream getLibrarySource(VersionedIdentifier identifier) {
      try {
        return new ByteArrayInputStream(Files.readString(FILE).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A new engine per call: one that is reused with caching returns what it found before. */
  Conclusions assess(Intake intake) {
    var engine = new CqlEngine(new Environment(libraries), options);
    var result =
        engine.evaluate(
            LIBRARY, Set.of("disposition", "red flags"), null, parameters(intake), null, null);
    var flags = new TreeSet<String>();
    ((Iterable<?>) result.forExpression("red flags").value()).forEach(it -> flags.add((String) it));
    return new Conclusions((String) result.forExpression("disposition").value(), flags);
  }

  private static Map<String, Object> parameters(Intake intake) {
    var parameters = new HashMap<String, Object>();
    for (var fact : Fact.values()) {
      var value = intake.value(fact);
      if (value.isUnknown()) {
        parameters.put(fact.code(), null);
      } else if (value instanceof Presence presence) {
        parameters.put(fact.code(), presence == Presence.PRESENT);
      } else if (value instanceof Reading reading) {
        parameters.put(
            fact.code(), BigDecimal.valueOf(reading.number()).setScale(8, RoundingMode.HALF_UP));
      } else {
        parameters.put(fact.code(), value.stored());
      }
    }
    parameters.put("contradictory", intake.contradictory());
    parameters.put("contradictory about the pain", intake.painContradictory());
    return parameters;
  }
}
