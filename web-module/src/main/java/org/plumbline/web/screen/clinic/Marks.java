package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Set;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.StoredResources;
import org.plumbline.web.json.Build;

/** What a patient marked on the body chart, out of the newest response that we keep. */
@ApplicationScoped
class Marks {
  private StoredResources stored;

  @SuppressWarnings("NullAway.Init")
  protected Marks() {} // required by the container

  @Inject
  Marks(StoredResources stored) {
    this.stored = stored;
  }

  Set<String> of(Tenant tenant, PatientReference patient) {
    var marks = new LinkedHashSet<String>();
    stored
        .newestOf(tenant, "QuestionnaireResponse", patient, 1)
        .forEach(it -> read(it.json(), marks));
    return marks;
  }

  private static void read(String text, Set<String> marks) {
    try (var reader = Build.reader(new StringReader(text))) {
      var contained = reader.readObject().getJsonArray("contained");
      if (contained == null) {
        return;
      }
      for (var it : contained.getValuesAs(JsonObject.class)) {
        var value = it.getJsonObject("valueCodeableConcept");
        if (value != null && value.containsKey("coding")) {
          marks.add(value.getJsonArray("coding").getJsonObject(0).getString("code", ""));
        }
      }
    }
  }
}
