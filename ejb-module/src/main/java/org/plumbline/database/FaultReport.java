package org.plumbline.database;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;

/** Tells the watch of each fault of the database that a service could not answer for. */
public class FaultReport {
  /** Around every service of this module; META-INF/ejb-jar.xml says so. */
  @AroundInvoke
  public Object report(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (RuntimeException e) {
      DatabaseWatch.ofThisNode().failed(e);
      throw e;
    }
  }
}
