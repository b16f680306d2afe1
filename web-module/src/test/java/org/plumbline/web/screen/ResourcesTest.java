package org.plumbline.web.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.web.protocol.api.ApiApplication;
import org.plumbline.web.protocol.cdshooks.CdsHooksApplication;
import org.plumbline.web.screen.clinic.ClinicApplication;
import org.plumbline.web.screen.launch.LaunchApplication;
import org.plumbline.web.screen.patient.IntakeApplication;
import org.plumbline.web.screen.patient.KioskApplication;

/** A resource that no application names is a page that answers 404. */
class ResourcesTest {
  private static final List<Application> APPLICATIONS =
      List.of(
          new ApiApplication(),
          new CdsHooksApplication(),
          new ClinicApplication(),
          new LaunchApplication(),
          new IntakeApplication(),
          new KioskApplication());

  @Test
  void everyResourceIsNamedByOneApplication() {
    var resources =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.plumbline.web")
                .stream()
                .filter(it -> it.isAnnotatedWith(Path.class))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    var named =
        APPLICATIONS.stream()
            .flatMap(it -> it.getClasses().stream())
            .filter(it -> it.isAnnotationPresent(Path.class))
            .map(Class::getName)
            .sorted()
            .toList();
    assertFalse(resources.isEmpty());
    assertEquals(resources, named);
  }
}
