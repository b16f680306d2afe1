package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ejb.EJBAccessException;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inside the server, past every web filter: who has not signed in gets nothing from a service. */
@ExtendWith(ArquillianExtension.class)
class RolesIT {
  @Deployment
  static WebArchive inside() {
    return ShrinkWrap.create(WebArchive.class, "roles.war")
        .addClass(RolesIT.class)
        .addAsManifestResource(
            new StringAsset(
                "Dependencies: deployment.plumbline.ear,deployment.plumbline.ear.ejb.jar\n"),
            "MANIFEST.MF");
  }

  @SuppressWarnings("BanJNDI") // names of our own, not what anybody sent
  @Test
  void servicesRefuseACallerWithoutTheRole() throws Exception {
    for (var call :
        new String[][] {
          {"TriageService", "org.plumbline.triage.TriageService", "assess"},
          {"StoredResources", "org.plumbline.resource.StoredResources", "latest"},
          {"Cards", "org.plumbline.feedback.Cards", "add"}
        }) {
      var bean =
          new InitialContext().lookup("java:global/plumbline/ejb/" + call[0] + "!" + call[1]);
      var method =
          java.util.Arrays.stream(Class.forName(call[1]).getMethods())
              .filter(it -> it.getName().equals(call[2]))
              .findFirst()
              .orElseThrow();
      var arguments = new Object[method.getParameterCount()];
      var thrown =
          assertThrows(
              java.lang.reflect.InvocationTargetException.class,
              () -> method.invoke(bean, arguments));
      assertThrows(
          EJBAccessException.class,
          () -> {
            throw thrown.getCause();
          },
          call[0]);
    }
  }
}
