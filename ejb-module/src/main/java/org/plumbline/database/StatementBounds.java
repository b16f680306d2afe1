package org.plumbline.database;

import java.sql.SQLException;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.HibernateException;

/**
 * Bounds each statement by what is left of the patience of its call; Hibernate makes it by name.
 */
public class StatementBounds extends BaseSessionEventListener {
  private static final long serialVersionUID = 1L;

  @Override
  public void jdbcExecuteStatementStart() {
    bound();
  }

  @Override
  public void jdbcExecuteBatchStart() {
    bound();
  }

  @Override
  public void jdbcExecuteStatementEnd() {
    Patience.waited();
  }

  @Override
  public void jdbcExecuteBatchEnd() {
    Patience.waited();
  }

  private static void bound() {
    try {
      Patience.waits();
      PatientConnections.boundNext();
    } catch (SQLException e) {
      throw new HibernateException("the database is not asked", e);
    }
  }
}
