package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.access.Callers;

/** The recorded assessment that an address names, of the caller's clinic alone. */
@RequestScoped
public class AssessmentFinder {
  private Callers callers;
  private Assessments assessments;

  @SuppressWarnings("NullAway.Init")
  protected AssessmentFinder() {} // required by the container

  @Inject
  AssessmentFinder(Callers callers, Assessments assessments) {
    this.callers = callers;
    this.assessments = assessments;
  }

  /**
   * The assessment; that it was read is audited.
   *
   * @throws NotFoundException when the caller's clinic has none of this id
   */
  StoredAssessment find(String id) {
    var found =
        AssessmentId.parse(id)
            .flatMap(it -> assessments.find(callers.current().tenant(), it))
            .orElseThrow(NotFoundException::new);
    callers.accessed(found.patient());
    return found;
  }
}
