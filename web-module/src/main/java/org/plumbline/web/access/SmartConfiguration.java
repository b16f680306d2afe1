package org.plumbline.web.access;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.plumbline.client.Client.Kind;
import org.plumbline.web.json.Build;
import org.plumbline.web.outbound.SmartServer;
import org.plumbline.web.registry.Registry;

/**
 * How one gets a token for the FHIR endpoint. We issue none: where the registered issuer does, it
 * says itself. See <a href="https://hl7.org/fhir/smart-app-launch/conformance.html">SMART App
 * Launch, conformance</a>.
 */
@WebServlet({"/fhir/.well-known/smart-configuration", "/.well-known/smart-configuration"})
public class SmartConfiguration extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final List<String> SCOPES =
      List.of(
          "patient/QuestionnaireResponse.cruds",
          "patient/Patient.rs",
          "user/QuestionnaireResponse.cruds",
          "user/Patient.cruds",
          "system/QuestionnaireResponse.cruds",
          "system/Patient.cruds");

  /** What of the authorization server's own configuration is handed on. */
  private static final List<String> OF_THE_SERVER =
      List.of(
          "authorization_endpoint",
          "token_endpoint",
          "introspection_endpoint",
          "revocation_endpoint",
          "registration_endpoint",
          "management_endpoint",
          "jwks_uri",
          "grant_types_supported",
          "response_types_supported",
          "token_endpoint_auth_methods_supported",
          "token_endpoint_auth_signing_alg_values_supported");

  private final transient Registry registry;
  private final transient ServerAddress address;
  private final transient SmartServer servers;

  @Inject
  SmartConfiguration(Registry registry, ServerAddress address, SmartServer servers) {
    this.servers = servers;
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

  /** What is known: an authorization server that cannot be asked is named all the same. */
  JsonObject configuration(String base) {
    var configuration =
        Build.object()
            .add("code_challenge_methods_supported", list("S256"))
            .add(
                "capabilities",
                list("permission-v1", "permission-v2", "permission-patient", "permission-user"))
            .add("scopes_supported", list(SCOPES.toArray(String[]::new)))
            .add("jwks_uri", base + "/.well-known/jwks.json");
    var server =
        registry.all().stream()
            .filter(it -> it.kind() == Kind.AUTHORIZATION_SERVER && it.issuer().startsWith("http"))
            .findFirst();
    server.ifPresent(it -> configuration.add("issuer", it.issuer()));
    server
        .flatMap(servers::published)
        .ifPresent(
            it ->
                OF_THE_SERVER.stream()
                    .filter(it::containsKey)
                    .forEach(name -> configuration.add(name, it.get(name))));
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
