package org.plumbline.it;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Calls a method of a service as nobody, and says what was thrown. */
@WebServlet("/call")
public class RolesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("BanJNDI") // names of our own, on a server of the tests
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var service = "org.plumbline." + request.getParameter("service");
    try {
      var bean =
          new InitialContext()
              .lookup(
                  "java:global/plumbline/ejb/"
                      + service.substring(service.lastIndexOf('.') + 1)
                      + "!"
                      + service);
      var method =
          Stream.of(Class.forName(service).getMethods())
              .filter(it -> it.getName().equals(request.getParameter("method")))
              .findFirst()
              .orElseThrow();
      method.invoke(bean, new Object[method.getParameterCount()]);
      response.getWriter().write("let in");
    } catch (InvocationTargetException e) {
      response.getWriter().write(e.getCause().getClass().getName());
    } catch (NamingException | ReflectiveOperationException e) {
      response.getWriter().write(e.toString());
    }
  }
}
