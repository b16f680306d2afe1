package org.plumbline.web.screen.clinic;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Lets the open boards look once a second. */
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BoardTimer {
  private OpenBoards boards;

  @SuppressWarnings("NullAway.Init")
  protected BoardTimer() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  BoardTimer(OpenBoards boards) {
    this.boards = boards;
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void look() {
    boards.look();
  }
}
