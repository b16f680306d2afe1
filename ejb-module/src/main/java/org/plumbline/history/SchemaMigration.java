package org.plumbline.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;

/**
 * Brings the schema up to date before Hibernate looks at it; persistence starts before any bean
 * could.
 */
public class SchemaMigration implements Integrator {
  @Override
  public void integrate(
      Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
    var dataSource =
        factory
            .getServiceRegistry()
            .requireService(ConnectionProvider.class)
            .unwrap(DataSource.class);
    Flyway.configure(SchemaMigration.class.getClassLoader())
        .dataSource(withoutTimeout(dataSource))
        .initSql("set lock_timeout = 60000")
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  /** A migration of many rows takes longer than any statement of a call may. */
  private static DataSource withoutTimeout(DataSource dataSource) {
    return (DataSource)
        Proxy.newProxyInstance(
            SchemaMigration.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              try {
                var made = method.invoke(dataSource, arguments);
                if (made instanceof Connection connection) {
                  connection.setNetworkTimeout(Runnable::run, 0);
                }
                return made;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public void disintegrate(
      SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
    // Nothing to undo: the schema stays.
  }
}
