package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.FhirPathExecutionException;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.jspecify.annotations.Nullable;

/** Evaluates FHIRPath as HAPI does, with the named variables of SDC. */
@ApplicationScoped
class FhirPaths {
  /** HAPI knows %resource only where it evaluates on a resource; on an item it has none. */
  private static final Pattern RESOURCE = Pattern.compile("%(resource|rootResource)\\b");

  private static final String RENAMED = "sent";

  private FhirContext context;

  @SuppressWarnings("NullAway.Init")
  protected FhirPaths() {} // required by the container

  @Inject
  FhirPaths(FhirContext context) {
    this.context = context;
  }

  /** An expression that could not be evaluated. */
  static final class BadExpression extends Exception {
    private static final long serialVersionUID = 1L;

    BadExpression(String expression) {
      super("cannot be evaluated: " + expression);
    }
  }

  /**
   * The values of an expression.
   *
   * @param variables the values of names such as {@code patient}, which stand after a percent sign
   * @throws BadExpression if there is something wrong with the expression
   */
  List<IBase> evaluate(IBase on, String expression, Map<String, IBase> variables)
      throws BadExpression {
    var path = context.newFhirPath();
    path.setEvaluationContext(new Variables(variables));
    return evaluate(path, on, RESOURCE.matcher(expression).replaceAll("%" + RENAMED));
  }

  private static List<IBase> evaluate(IFhirPath path, IBase on, String expression)
      throws BadExpression {
    try {
      return path.evaluate(on, expression, IBase.class);
    } catch (FhirPathExecutionException e) {
      throw new BadExpression(expression);
    }
  }

  private record Variables(Map<String, IBase> known) implements IFhirPathEvaluationContext {
    @Override
    public @Nullable List<IBase> resolveConstant(
        Object application, String name, ConstantEvaluationMode mode) {
      var plain = name.replaceFirst("^%", "");
      var value = known.get(plain.equals(RENAMED) ? "resource" : plain);
      return value == null ? null : List.of(value);
    }
  }
}
