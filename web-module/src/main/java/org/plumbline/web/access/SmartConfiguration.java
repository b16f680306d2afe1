package org.plumbline.web.access;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.plumbline.client.Client.Kind;
import org.plumbline.web.json.Build;
import org.plumbline.web.registry.Registry;

/**
 * How one gets a token for the FHIR endpoint. We issue none: where the registered issuer does, it
 * says itself. See <a href="https://hl7.org/fhir/smart-app-launch/conformance.html">SMART App
 * Launch, conformance</a>.
 */
@WebServlet({"/fhir/.well-known/smart-configuration", "/.well-known/smart-configuration"})
public class SmartConfiguration extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Registry registry;
  private final transient ServerAddress address;

  @Inject
  SmartConfiguration(Registry registry, ServerAddress address) {
    this.registry = registry;
    this.address = address;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(configuration(address.base(request)).toString());
  }

  private JsonObject configuration(String base) {
    var configuration =
        Build.object()
            .add("code_challenge_methods_supported", list("S256"))
            .add(
                "capabilities",
                list("permission-v1", "permission-v2", "permission-patient", "permission-user"))
            .add(
                "scopes_supported",
                list(
                    "patient/QuestionnaireResponse.cruds",
                    "patient/Patient.rs",
                    "user/QuestionnaireResponse.cruds",
                    "user/Patient.cruds",
                    "system/QuestionnaireResponse.cruds",
                    "system/Patient.cruds"))
            .add("jwks_uri", base + "/.well-known/jwks.json");
    registry.all().stream()
        .filter(it -> it.kind() == Kind.AUTHORIZATION_SERVER && it.issuer().startsWith("http"))
        .findFirst()
        .ifPresent(it -> configuration.add("issuer", it.issuer()));
    return configuration.build();
  }

  private static JsonArrayBuilder list(String... values) {
    var list = Build.array();
    for (var value : values) {
      list.add(value);
    }
    return list;
  }
}
