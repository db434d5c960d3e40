package io.github.pinsink.mapping.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which parts of its context an expression may touch, so that a reader of JSON text can leave the rest unbuilt.
 *
 * <p>A document may be cut down to what is read, and the result stays the same, by one rule: <b>objects lose the members
 * that are not read</b>, and all else stays. So arrays on the way keep all their elements and are transparent (each element
 * is cut by the same {@code Reads}, at any nesting), a scalar or null on the way stays as it is, and an object of which no
 * member is read stays as an empty object.
 */
public final class Projection {
    private static final Projection NOTHING = new Projection(false, Map.of());
    private static final Projection EVERYTHING = new Projection(true, Map.of());

    private final boolean everything;
    private final Map<String, Projection> members;

    private Projection(boolean everything, Map<String, Projection> members) {
        this.everything = everything;
        this.members = members;
    }

    /** The expression does not look at its context. */
    public static Projection nothing() {
        return NOTHING;
    }

    /** Nothing may be left out. */
    public static Projection everything() {
        return EVERYTHING;
    }

    /** All of what lies at this path, such as {@code at("customer", "email")}; everything when the path is empty. */
    public static Projection path(String... path) {
        Projection reads = EVERYTHING;
        for (int i = path.length - 1; i >= 0; i--) {
            reads = reads.under(path[i]);
        }
        return reads;
    }

    /** The same, seen from the object whose member {@code name} is the context of these. */
    Projection under(String name) {
        return this == NOTHING ? NOTHING : new Projection(false, Map.of(name.intern(), this));
    }

    /** What either of two expressions reads. */
    public Projection union(Projection other) {
        if (everything || other == NOTHING) {
            return this;
        }
        if (other.everything || this == NOTHING) {
            return other;
        }
        Map<String, Projection> union = new HashMap<>(members);
        other.members.forEach((name, reads) -> union.merge(name, reads, Projection::union));
        return new Projection(false, Map.copyOf(union));
    }

    public boolean isEverything() {
        return everything;
    }

    public boolean isNothing() {
        return this == NOTHING;
    }

    /** What is read of an object's member; {@link #nothing()} when it may be left out. */
    public Projection member(String name) {
        return everything ? EVERYTHING : members.getOrDefault(name, NOTHING);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Projection reads && everything == reads.everything && members.equals(reads.members);
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(everything) + 31 * members.hashCode();
    }

    /** {@code {customer={email=*}}}. */
    @Override
    public String toString() {
        return everything ? "*" : new TreeMap<>(members).toString();
    }
}
