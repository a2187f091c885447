/**
 * What do people answer? Each vendor's form of a response becomes a {@link
 * dev.leadlight.feedback.survey.SurveyResponse}, and the source's {@link
 * dev.leadlight.feedback.survey.Questions} say what its answers mean.
 */
@NullMarked
package dev.leadlight.feedback.survey;

import org.jspecify.annotations.NullMarked;
