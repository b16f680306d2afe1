package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.plumbline.client.Tenant;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.history.Visit.PatientReference;

/** A day of a patient's diary as an Observation; read with everything else of the patient alone. */
final class DiaryObservation {
  private DiaryObservation() {}

  static Observation of(Tenant tenant, PatientReference patient, DiaryEntry entry) {
    var name = "diary|%s|%s|%s".formatted(tenant.value(), patient.value(), entry.day());
    var observation = new Observation();
    observation.setId(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString());
    observation.setStatus(ObservationStatus.FINAL);
    // LOINC 72514-3: pain severity, 0-10 verbal numeric rating.
    observation
        .getCode()
        .setText("Diary: pain of the day, 0 to 10")
        .addCoding()
        .setSystem("http://loinc.org")
        .setCode("72514-3");
    observation.setSubject(new Reference(patient.value()));
    observation.setEffective(new DateTimeType(entry.day().toString()));
    observation.addPerformer(new Reference(patient.value()));
    observation.setValue(new IntegerType(entry.pain()));
    observation.addNote().setText("trained: " + entry.trained().code());
    return observation;
  }
}
