package org.plumbline.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.web.intake.Storable;

/** A request whose form fields are refused when the database cannot hold them. */
final class StorableForm extends HttpServletRequestWrapper {
  StorableForm(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return Storable.checked(name, super.getParameter(name));
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    var values = super.getParameterValues(name);
    for (var it : values == null ? new String[0] : values) {
      Storable.checked(name, it);
    }
    return values;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    var all = super.getParameterMap();
    all.keySet().forEach(this::getParameterValues);
    return all;
  }
}
