package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract, section 4: people, sequences and users. */
class DirectoryTest {

    private static final String PAGINATION =
            "],\"pagination\":{\"current_page\":1,\"per_page\":50,\"total_pages\":1,\"total_count\":1}}";

    @AutoClose
    private final Api api = Api.over(new TestBook()
            .user("usr_2", "bob")
            .user("usr_1", "Ann")
            .person("per_1", "com_1")
            .person("per_2", "com_2")
            .sequence("seq_1", "Welcome")
            .sequence("seq_2", "Farewell"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/people?name=ON%20PER_1 | {"id":"per_1","name":"Person per_1","title":"Buyer","company_id":"com_1","email":"per_1@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"}
            /api/people?name=per_2%20%20PERS | {"id":"per_2","name":"Person per_2","title":"Buyer","company_id":"com_2","email":"per_2@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"}
            /api/people?company_id=com_2 | {"id":"per_2","name":"Person per_2","title":"Buyer","company_id":"com_2","email":"per_2@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"}
            /api/people?email=PER_2@company.example | {"id":"per_2","name":"Person per_2","title":"Buyer","company_id":"com_2","email":"per_2@company.example","phone":"+15550100","linkedin_url":null,"phone_readable":"+15550100"}
            /api/sequences?name=well | {"id":"seq_2","name":"Farewell"}
            /api/users?name=B | {"id":"usr_2","name":"bob","email":"usr_2@grow.example"}
            """)
    void filters_a_list_and_finds_one_by_id(String path, String item) {
        api.get(path).isOk("{\"items\":[" + item + PAGINATION);

        var id = item.substring(7, item.indexOf('"', 7));
        api.get(path.substring(0, path.indexOf('?')) + "/" + id).isOk(item);
    }

    @Test
    void lists_are_sorted_by_name_in_each_direction() {
        assertThat(ids("/api/users?sort=name")).containsExactly("usr_1", "usr_2");
        assertThat(ids("/api/users?sort=name&direction=desc")).containsExactly("usr_2", "usr_1");
        assertThat(ids("/api/sequences?sort=name&direction=asc")).containsExactly("seq_2", "seq_1");
        assertThat(ids("/api/people?direction=desc&sort=name")).containsExactly("per_2", "per_1");
        assertThat(ids("/api/people?sort=name&per=1&page=2")).containsExactly("per_2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            people    | sort=email       | sort       | allowed: name
            people    | company_id=1     | company_id | 'com_'
            people    | title=CEO        | title      | name, company_id, email, sort, direction, page, per
            people    | per=0            | per        | 1 to 500
            sequences | sort=id          | sort       | allowed: name
            sequences | email=x          | email      | name, sort, direction, page, per
            users     | direction=up     | direction  | asc, desc
            users     | company_id=com_1 | company_id | name, sort, direction, page, per
            """)
    void an_error_names_the_parameter_and_the_allowed_values(
            String resource, String query, String name, String allowed) {
        api.get("/api/" + resource + "?" + query).blames(name, allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "people, person, per_gone",
        "people, person, com_1",
        "sequences, sequence, seq_",
        "sequences, sequence, seq_gone",
        "users, user, usr_gone",
        "users, user, 1"
    })
    void an_id_that_is_malformed_or_unknown_is_404(String resource, String kind, String id) {
        api.get("/api/" + resource + "/" + id).isProblem(404, kind, "'" + id + "'");
    }

    @ParameterizedTest
    @CsvSource({"companies/com_1", "people/per_1", "sequences/seq_1", "users/usr_1"})
    void a_read_by_id_takes_no_parameter(String path) {
        api.get("/api/" + path + "?expand=company").blames("expand", "takes none");
    }

    private List<String> ids(String path) {
        return api.get(path).json().get("items").findValuesAsText("id");
    }
}
