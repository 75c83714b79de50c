package com.grow.outreach.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A search for ids without a type of their own, where a wrong id would compile. */
final class TypedIds {

    private static final Pattern ID = Pattern.compile("(ids?|keys?)|.*(Ids?|Keys?)");

    /** The types of texts and numbers, also as type arguments: a list of texts contains texts. */
    private static final Pattern MERE = Pattern.compile(
            "\\b(java\\.lang\\.(String|CharSequence|Long|Integer|Object)|long|int|java\\.util\\.UUID)\\b");

    private TypedIds() {}

    static ArchCondition<JavaClass> nameNoIdThatIsMereTextOrANumber() {
        return new ArchCondition<>("name no id that is mere text or a number") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                var reflected = javaClass.reflect();
                Stream.<Executable>concat(
                                Arrays.stream(reflected.getDeclaredMethods()),
                                Arrays.stream(reflected.getDeclaredConstructors()))
                        .filter(executable -> !executable.isSynthetic())
                        .filter(TypedIds::namesMereId)
                        .forEach(executable -> events.add(SimpleConditionEvent.violated(
                                javaClass, executable + " in " + javaClass.getName() + " has an id without a type")));
            }
        };
    }

    private static boolean namesMereId(Executable executable) {
        boolean returnsOne =
                executable instanceof Method method && isMereId(method.getName(), method.getGenericReturnType());
        return returnsOne
                || Arrays.stream(executable.getParameters())
                        .anyMatch(parameter -> isMereId(parameter.getName(), parameter.getParameterizedType()));
    }

    private static boolean isMereId(String name, Type type) {
        return ID.matcher(name).matches() && MERE.matcher(type.getTypeName()).find();
    }
}
