/** What the build publishes from the compiled rules: CQL, FHIR artifacts and the handbook. */
package org.plumbline.kb.publish;
