package io.parley.control.document;

/**
 * One thing to be put right in a document.
 *
 * @param field where, as {@code questions[2].accepted}; empty for the whole document
 * @param reason what is wrong there
 * @param remedy what its author should do
 */
public record Finding(String field, String reason, String remedy) {}
