package org.plumbline.web.health;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.plumbline.history.Assessments;
import org.plumbline.kb.evidence.Library;

/** Health on the port of the product, for load balancers that do not see the management port. */
@Path("health")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  private Assessments assessments;

  @SuppressWarnings("NullAway.Init")
  public HealthResource() {} // required by the container

  @Inject
  public HealthResource(Assessments assessments) {
    this.assessments = assessments;
  }

  /** The process answers. */
  @GET
  @Path("live")
  public JsonObject live() {
    return Json.createObjectBuilder().add("status", "UP").build();
  }

  /**
   * The knowledge base is loaded and warm: the server answers only after that. Without a database
   * it answers, but does not record.
   */
  @GET
  @Path("ready")
  public JsonObject ready() {
    var recording = isRecording();
    return Json.createObjectBuilder()
        .add("status", recording ? "UP" : "DEGRADED")
        .add("knowledge", Library.VERSION)
        .add("recording", recording)
        .build();
  }

  private boolean isRecording() {
    try {
      return assessments.isReachable();
    } catch (EJBException databaseAway) {
      return false;
    }
  }
}
