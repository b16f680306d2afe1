package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.access.Callers;

/** Opens the assessment that a page is about, for whoever may see its patient. */
@ApplicationScoped
public class OpenAssessments {
  private Assessments assessments;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  protected OpenAssessments() {} // required by the container

  @Inject
  OpenAssessments(Assessments assessments, Callers callers) {
    this.assessments = assessments;
    this.callers = callers;
  }

  /** A call about an assessment. */
  record Opened(Call call, StoredAssessment stored) {
    String address() {
      return "/app/assessments/" + stored.id();
    }
  }

  /**
   * The assessment of an id, as it stands in an address.
   *
   * @throws NotFoundException if there is none, or whoever sits there may not know that there is
   */
  Opened open(Call call, String id) {
    var seat = call.seat();
    var stored =
        AssessmentId.parse(id)
            .flatMap(it -> assessments.find(seat.tenant(), it))
            .filter(it -> seat.maySee(it.patient()))
            .orElseThrow(NotFoundException::new);
    callers.accessed(stored.patient());
    return new Opened(call, stored);
  }
}
