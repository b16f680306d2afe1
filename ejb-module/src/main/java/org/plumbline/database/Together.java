package org.plumbline.database;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Has everything that a call reads and writes done in one transaction, so that the disk is waited
 * for once; when it cannot be kept, it is done again, each part for itself, so that what can be
 * answered is.
 */
@ApplicationScoped
public class Together {
  private static final Logger LOG = System.getLogger(Together.class.getName());
  private static final ThreadLocal<Boolean> OPEN = ThreadLocal.withInitial(() -> false);

  private OneTransaction transaction;

  @SuppressWarnings("NullAway.Init")
  protected Together() {} // required by the container

  @Inject
  public Together(OneTransaction transaction) {
    this.transaction = transaction;
  }

  /** Whether this thread is in such a transaction: a fault then is not answered for, but thrown. */
  public static boolean isOpen() {
    return OPEN.get();
  }

  private interface Done<T> {
    T get();
  }

  /**
   * What the work gives. A fault that is not of the database is thrown as it is, once what was
   * written before it is kept.
   *
   * @param work may be done twice
   */
  public <T> T orApart(Supplier<T> work) {
    if (!DatabaseWatch.ofThisNode().isAsked()) {
      // It would all be done twice, and nothing of it kept.
      return work.get();
    }
    Done<T> done;
    OPEN.set(true);
    try {
      done = transaction.of(() -> done(work));
    } catch (EJBException e) {
      DatabaseWatch.ofThisNode().failed(e);
      LOG.log(Level.DEBUG, "not kept together: {0}", e.getClass().getName());
      OPEN.set(false);
      return work.get();
    } finally {
      OPEN.remove();
    }
    return done.get();
  }

  /** An exception that leaves a service makes the container log it and take everything back. */
  private static <T> Done<T> done(Supplier<T> work) {
    try {
      var value = work.get();
      return () -> value;
    } catch (EJBException e) {
      throw e;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
