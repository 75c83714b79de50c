package com.grow.outreach.adapter.persistence.list;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.TextField;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Conditions for texts. */
public final class TextConditions {

    private static final int TRIGRAM = 3;

    /** The collation of all names. It also maps addresses to lower case. */
    private static final String COLLATION = "und-x-icu";

    private TextConditions() {}

    /** Returns the condition that a name contains all words of a text; see {@link Folding#containsWords}. */
    public static Condition containsWords(Field<String> name, String text) {
        return TextField.canBeKept(text) ? containsAll(name, Folding.words(text)) : falseCondition();
    }

    /** Returns the condition that a text contains all parts, each of which the database can store. */
    static Condition containsAll(Field<String> text, List<String> parts) {
        if (parts.size() == 1) {
            return contains(text, parts.getFirst());
        }
        // One comparison with an array, so that the database folds each text only once.
        var patterns = parts.stream().map(part -> anywhere(part).collate("C")).toList();
        return condition("{0} like all ({1})", folded(text).collate("C"), array(patterns));
    }

    private static Condition contains(Field<String> text, String part) {
        // The collation "C" compares bytes, which is fastest.
        return folded(text).collate("C").like(anywhere(part).collate("C"));
    }

    /**
     * Returns the condition that a text contains a part, both as folded by {@link Folding}, in the form that an index of
     * trigrams can answer.
     */
    public static Condition containsTrigrams(Field<String> text, String part) {
        if (!TextField.canBeKept(part)) {
            return falseCondition();
        }
        return part.codePointCount(0, part.length()) >= TRIGRAM
                ? folded(text).like(anywhere(part))
                : contains(text, part);
    }

    private static Field<String> folded(Field<String> text) {
        return function("folded", SQLDataType.VARCHAR, text);
    }

    private static Field<String> anywhere(String part) {
        return folded(val("%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"));
    }

    /** Returns the condition that two texts are equal except for case, in the form that an index can answer. */
    public static Condition isAnyCase(Field<String> text, String other) {
        return TextField.canBeKept(other)
                ? lower(text.collate(COLLATION)).eq(lower(val(other).collate(COLLATION)))
                : falseCondition();
    }

    /** Returns the condition that a list contains at least one of the words. */
    public static Condition hasAny(Field<String[]> list, Collection<String> words) {
        return arrayOverlap(
                list, val(words.stream().filter(TextField::canBeKept).toArray(String[]::new), list));
    }
}
