package io.github.pinsink.mapping.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of its context that an expression may read. A JSON parser need not build the others.
 *
 * <p>A document can be reduced to its projection without changing the result, by one rule: <b>objects lose the properties
 * that are not read</b>, and everything else stays. Arrays keep all their elements and are transparent: the same projection
 * applies to each element, at any nesting. Scalars and null stay. An object of which no property is read stays as an empty
 * object.
 */
public final class Projection {
    private static final Projection NOTHING = new Projection(false, Map.of());
    private static final Projection EVERYTHING = new Projection(true, Map.of());

    private final boolean everything;
    private final Map<String, Projection> properties;

    private Projection(boolean everything, Map<String, Projection> properties) {
        this.everything = everything;
        this.properties = properties;
    }

    /** For an expression that does not read its context. */
    public static Projection nothing() {
        return NOTHING;
    }

    /** For an expression that may read anything. */
    public static Projection everything() {
        return EVERYTHING;
    }

    /** Everything below a path, such as {@code path("customer", "email")}; everything when the path is empty. */
    public static Projection path(String... path) {
        Projection projection = EVERYTHING;
        for (int i = path.length - 1; i >= 0; i--) {
            projection = projection.under(path[i]);
        }
        return projection;
    }

    /** This projection as one of the object whose property {@code name} is its context. */
    Projection under(String name) {
        return this == NOTHING ? NOTHING : new Projection(false, Map.of(name.intern(), this));
    }

    /** What one or both of two expressions read. */
    public Projection union(Projection other) {
        if (everything || other == NOTHING) {
            return this;
        }
        if (other.everything || this == NOTHING) {
            return other;
        }
        Map<String, Projection> union = new HashMap<>(properties);
        other.properties.forEach((name, property) -> union.merge(name, property, Projection::union));
        return new Projection(false, Map.copyOf(union));
    }

    public boolean isEverything() {
        return everything;
    }

    public boolean isNothing() {
        return this == NOTHING;
    }

    /** The projection of a property; {@link #nothing()} when the property is not read. */
    public Projection property(String name) {
        return everything ? EVERYTHING : properties.getOrDefault(name, NOTHING);
    }

    /** The paths to the parts that may be read, each as a list of names; an empty path when everything may be read. */
    public List<List<String>> paths() {
        if (everything) {
            return List.of(List.of());
        }
        List<List<String>> paths = new ArrayList<>();
        new TreeMap<>(properties).forEach((name, below) -> {
            for (List<String> rest : below.paths()) {
                List<String> path = new ArrayList<>(rest.size() + 1);
                path.add(name);
                path.addAll(rest);
                paths.add(List.copyOf(path));
            }
        });
        return List.copyOf(paths);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Projection projection
                && everything == projection.everything
                && properties.equals(projection.properties);
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(everything) + 31 * properties.hashCode();
    }

    /** For example {@code {customer={email=*}}}. */
    @Override
    public String toString() {
        return everything ? "*" : new TreeMap<>(properties).toString();
    }
}
