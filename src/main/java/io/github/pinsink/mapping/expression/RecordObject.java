package io.github.pinsink.mapping.expression;

import java.util.AbstractMap;

/** A view of an object of a record. A class, not an interface, because {@code instanceof} is faster for it. */
public abstract class RecordObject extends AbstractMap<String, Object> {}
