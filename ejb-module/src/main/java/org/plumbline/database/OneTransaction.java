package org.plumbline.database;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.function.Supplier;

/** The transaction in which {@link Together} does what it is given. */
@Stateless
@PermitAll
public class OneTransaction {
  @Resource private SessionContext context;

  @SuppressWarnings("NullAway.Init")
  protected OneTransaction() {} // required by the container

  /**
   * Does it and keeps all of it.
   *
   * @throws EJBException if anything of it could not be kept; then nothing was
   */
  public <T> T of(Supplier<T> work) {
    var done = work.get();
    if (context.getRollbackOnly()) {
      // Somebody has answered for a fault and gone on; what was done before it is not kept either.
      throw new EJBException("the transaction cannot be kept");
    }
    return done;
  }
}
