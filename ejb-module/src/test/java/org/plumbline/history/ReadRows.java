package org.plumbline.history;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What a database is asked, and how many rows H2 looks at for it, in all its tables. */
final class ReadRows {
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  private final List<String> asked = new ArrayList<>();
  private boolean on;
  private long rows;

  /** The same source, watched. */
  DataSource watch(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        (method, arguments, result) ->
            result instanceof Connection connection ? watch(connection) : result);
  }

  private Connection watch(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, result) -> {
          if (!on || !method.getName().equals("prepareStatement")) {
            return result;
          }
          var sql = (String) arguments[0];
          asked.add(sql);
          return sql.strip().startsWith("insert")
              ? result
              : watch(
                  (PreparedStatement) result,
                  connection.prepareStatement("explain analyze " + sql));
        });
  }

  private PreparedStatement watch(PreparedStatement statement, PreparedStatement plan) {
    return proxy(
        PreparedStatement.class,
        statement,
        (method, arguments, result) -> {
          if (method.getDeclaringClass() == PreparedStatement.class
              && method.getName().startsWith("set")) {
            method.invoke(plan, arguments);
          } else if (method.getName().startsWith("execute")
              && !(result instanceof int[] changed && changed.length == 0)) {
            // What was changed is looked for once more, and found no more.
            look(plan);
          }
          return result;
        });
  }

  private void look(PreparedStatement plan) throws SQLException {
    try (var found = plan.executeQuery()) {
      found.next();
      rows +=
          SCANNED
              .matcher(found.getString(1))
              .results()
              .mapToLong(it -> Long.parseLong(it.group(1)))
              .sum();
    }
  }

  /** What is asked from now on, until it is told. */
  void begin() {
    on = true;
    rows = 0;
    asked.clear();
  }

  Kept.Read end() {
    on = false;
    return new Kept.Read(asked, rows);
  }

  private interface After {
    Object of(Method method, Object[] arguments, Object result)
        throws SQLException, ReflectiveOperationException;
  }

  private static <T> T proxy(Class<T> type, T of, After after) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return after.of(method, arguments, method.invoke(of, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(ReadRows.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
