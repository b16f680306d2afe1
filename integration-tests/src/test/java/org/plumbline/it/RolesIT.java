package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Inside the server, past every web filter: who has not signed in gets nothing from a service. A
 * servlet of an archive of its own asks; the server has no way in for a test runner.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RolesIT {
  @Deployment(testable = false)
  static WebArchive inside() {
    return ShrinkWrap.create(WebArchive.class, "roles.war")
        .addClass(RolesServlet.class)
        .addAsManifestResource(
            new StringAsset(
                "Dependencies: deployment.plumbline.ear,deployment.plumbline.ear.ejb.jar\n"),
            "MANIFEST.MF");
  }

  @Test
  void servicesRefuseACallerWithoutTheRole() {
    for (var service :
        new String[] {
          "triage.TriageService#assess", "resource.StoredResources#latest", "feedback.Cards#add"
        }) {
      var answer = Ehr.get("/roles/call?service=" + service.replace("#", "&method="));
      assertEquals("jakarta.ejb.EJBAccessException", answer.body(), service);
    }
  }
}
