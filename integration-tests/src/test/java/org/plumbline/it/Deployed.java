package org.plumbline.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs against the provisioned server with the EAR in it, which Arquillian starts once; nothing is
 * deployed class by class.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
abstract class Deployed {
  @Deployment(testable = false)
  static WebArchive nothing() {
    return ShrinkWrap.create(WebArchive.class, "nothing.war")
        .addAsWebResource(new StringAsset(""), "nothing.txt");
  }
}
