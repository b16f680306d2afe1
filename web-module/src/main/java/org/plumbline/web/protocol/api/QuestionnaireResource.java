package org.plumbline.web.protocol.api;

import gg.jte.TemplateOutput;
import gg.jte.generated.precompiled.StaticTemplates;
import gg.jte.output.StringOutput;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.plumbline.web.json.Build;

/** The questions as plain JSON, and the description of this interface. */
@Path("")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QuestionnaireResource {
  private final JsonObject questionnaire = QuestionnaireJson.load();

  /** The questions, with their codes and the values that each takes. */
  @GET
  @Path("questionnaire")
  public JsonObject questionnaire() {
    return questionnaire;
  }

  /** The description of this interface, for people. */
  @GET
  @Produces("text/html;charset=UTF-8")
  public String page() throws IOException {
    try (var reader = Build.reader(new StringReader(openApi()))) {
      var output = new StringOutput();
      new StaticTemplates()
          .apiDescription(ApiDescription.of(reader.readObject()))
          .render((TemplateOutput) output);
      return output.toString();
    }
  }

  /** The OpenAPI document. */
  @GET
  @Path("openapi.json")
  public String openApi() throws IOException {
    try (var stream = QuestionnaireResource.class.getResourceAsStream("/openapi.json")) {
      if (stream == null) {
        throw new IllegalStateException("openapi.json is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
