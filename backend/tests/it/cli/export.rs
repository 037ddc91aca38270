//! `bayplan export`

use crate::support::program::run;

const DESIGN: &str = r#"{"name":"shop",
    "taskDefinitions":{"web":{"family":"shop-web","bayplan":{"ownership":"managed"},"future":1},"jobs":{"family":"jobs"}},
    "services":{"web":{"serviceName":"web","taskDefinition":"${taskDefinitions.web}",
        "loadBalancers":[{"targetGroupArn":"${targetGroups.web}"}]}}}"#;

fn export(arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = run(&[&["export", "-"], arguments].concat(), input.as_bytes());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn prints_what_the_aws_cli_takes() {
    let (code, stdout, stderr) = export(&["--format", "task-definition", "--name", "web"], DESIGN);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(stdout, "{\n  \"family\": \"shop-web\",\n  \"future\": 1\n}\n");
}

#[test]
fn takes_what_aws_prints() {
    let printed = r#"{"taskDefinition":{"family":"web","revision":3,"containerDefinitions":[]}}"#;
    let (code, stdout, stderr) = export(&["--format", "task-definition"], printed);
    assert_eq!(code, 0);
    assert_eq!(stdout, "{\n  \"family\": \"web\",\n  \"containerDefinitions\": []\n}\n");
    assert!(stderr.contains("revision"), "{stderr}");
}

#[test]
fn says_why_there_is_nothing_to_print() {
    for (arguments, input, code, said) in [
        (&["--format", "task-definition"][..], DESIGN, 2, "web, jobs"),
        (&["--format", "task-definition", "--name", "api"], DESIGN, 2, "api"),
        (&["--format", "service"], r#"{"family":"a","containerDefinitions":[]}"#, 2, "services"),
        (&["--format", "service"], DESIGN, 1, "${targetGroups.web}"),
        (&["--format", "service"], "{", 2, "-:1:2: "),
        (&["--format", "service"], "{}", 2, "-:1:1: "),
        (&["--format", "terraform"], DESIGN, 2, "task-definition"),
        (&[], DESIGN, 2, "--format"),
    ] {
        let (given, stdout, stderr) = export(arguments, input);
        assert_eq!((given, stdout.as_str()), (code, ""), "{arguments:?} {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    }
}
