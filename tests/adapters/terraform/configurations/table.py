# ruff: noqa: E501  the configurations stand as Terraform is given them
"""The configurations: files by name, and the value of `local.result` that Terraform 1.11 gives."""

from __future__ import annotations

from typing import Any

CONFIGURATIONS: dict[str, tuple[dict[str, str], Any]] = {
    "variable with default": (
        {
            "main.tf": """\
variable "v" {
  default = "x"
}
locals {
  result = var.v
}
""",
        },
        "x",
    ),
    "tfvars over default": (
        {
            "main.tf": """\
variable "v" {
  default = "x"
}
locals {
  result = var.v
}
""",
            "terraform.tfvars": """\
v = "y"
""",
        },
        "y",
    ),
    "auto tfvars by name": (
        {
            "main.tf": """\
variable "v" {}
locals {
  result = var.v
}
""",
            "terraform.tfvars": """\
v = 1
""",
            "b.auto.tfvars": """\
v = 2
""",
            "a.auto.tfvars": """\
v = 3
""",
        },
        2,
    ),
    "typed variable converts": (
        {
            "main.tf": """\
variable "n" {
  type    = number
  default = "12"
}
variable "s" {
  type    = string
  default = 3.50
}
variable "b" {
  type    = bool
  default = "true"
}
variable "l" {
  type    = list(string)
  default = [1, true, "x"]
}
variable "m" {
  type    = map(number)
  default = { a = "1", b = 2 }
}
locals {
  result = [var.n + 1, var.s, !var.b, var.l, var.m]
}
""",
        },
        [13, "3.5", False, ["1", "true", "x"], {"a": 1, "b": 2}],
    ),
    "set sorts and drops": (
        {
            "main.tf": """\
variable "s" {
  type    = set(string)
  default = ["b", "a", "b"]
}
locals {
  result = [for x in var.s : x]
}
""",
        },
        ["a", "b"],
    ),
    "optional attributes": (
        {
            "main.tf": """\
variable "o" {
  type = object({
    a = string
    b = optional(number, 7)
    c = optional(object({ d = optional(bool, true) }), {})
    e = optional(list(string))
  })
  default = { a = "x", z = "dropped" }
}
locals {
  result = var.o
}
""",
        },
        {"a": "x", "b": 7, "c": {"d": True}, "e": None},
    ),
    "nullable false": (
        {
            "main.tf": """\
module "m" {
  source = "./m"
  a      = null
  b      = null
}
locals {
  result = module.m.out
}
""",
            "m/main.tf": """\
variable "a" {
  default  = "def"
  nullable = false
}
variable "b" {
  default = "def"
}
output "out" {
  value = [var.a, var.b == null]
}
""",
        },
        ["def", True],
    ),
    "tuple and any": (
        {
            "main.tf": """\
variable "t" {
  type    = tuple([string, number])
  default = [1, "2"]
}
variable "x" {
  type    = any
  default = { a = [1, { b = null }] }
}
locals {
  result = [var.t, var.x]
}
""",
        },
        [["1", 2], {"a": [1, {"b": None}]}],
    ),
    "list of objects with optionals": (
        {
            "main.tf": """\
variable "rules" {
  type = list(object({ port = number, cidr = optional(string, "10.0.0.0/8") }))
  default = [{ port = 9092 }, { port = "9094", cidr = "0.0.0.0/0" }]
}
locals {
  result = [for r in var.rules : "${r.port}:${r.cidr}"]
}
""",
        },
        ["9092:10.0.0.0/8", "9094:0.0.0.0/0"],
    ),
    "map of objects": (
        {
            "main.tf": """\
variable "topics" {
  type = map(object({ partitions = optional(number, 3) }))
  default = { b = {}, a = { partitions = 6 } }
}
locals {
  result = { for k, t in var.topics : k => t.partitions * 2 }
}
""",
        },
        {"a": 12, "b": 6},
    ),
    "locals through locals": (
        {
            "main.tf": """\
locals {
  result = local.b
  a      = 1
  b      = [local.a, local.c.d]
  c      = { d = local.a + 1 }
}
""",
        },
        [1, 2],
    ),
    "override file": (
        {
            "main.tf": """\
locals {
  result = var.v
}
variable "v" {
  default = 1
  type    = number
}
""",
            "override.tf": """\
variable "v" {
  default = 2
}
""",
        },
        2,
    ),
    "module in module": (
        {
            "main.tf": """\
module "a" {
  source = "./a"
  x      = 2
}
locals {
  result = module.a.y
}
""",
            "a/main.tf": """\
variable "x" {}
module "b" {
  source = "../b"
  z      = var.x * 10
}
output "y" {
  value = module.b.w + 1
}
""",
            "b/main.tf": """\
variable "z" {
  type = string
}
output "w" {
  value = "${var.z}1"
}
""",
        },
        202,
    ),
    "module with count": (
        {
            "main.tf": """\
module "a" {
  source = "./a"
  count  = 3
  x      = count.index
}
locals {
  result = [module.a[1].y, module.a[*].y, length(module.a)]
}
""",
            "a/main.tf": """\
variable "x" {}
output "y" {
  value = var.x * var.x
}
""",
        },
        [1, [0, 1, 4], 3],
    ),
    "module with for_each": (
        {
            "main.tf": """\
module "a" {
  source   = "./a"
  for_each = { one = 1, two = 2 }
  k        = each.key
  v        = each.value
}
locals {
  result = { for k, m in module.a : k => m.y }
}
""",
            "a/main.tf": """\
variable "k" {}
variable "v" {}
output "y" {
  value = "${var.k}=${var.v}"
}
""",
        },
        {"one": "one=1", "two": "two=2"},
    ),
    "module with for_each over a set": (
        {
            "main.tf": """\
module "a" {
  source   = "./a"
  for_each = toset(["x", "y"])
  k        = each.value
}
locals {
  result = [module.a["x"].y, values(module.a)[*].y, keys(module.a)]
}
""",
            "a/main.tf": """\
variable "k" {}
output "y" {
  value = upper(var.k)
}
""",
        },
        ["X", ["X", "Y"], ["x", "y"]],
    ),
    "module with count zero": (
        {
            "main.tf": """\
module "a" {
  source = "./a"
  count  = 0
}
locals {
  result = [length(module.a), one(module.a[*].y), try(module.a[0].y, "none")]
}
""",
            "a/main.tf": """\
output "y" {
  value = 1
}
""",
        },
        [0, None, "none"],
    ),
    "module object whole": (
        {
            "main.tf": """\
module "a" {
  source = "./a"
}
locals {
  result = module.a
}
""",
            "a/main.tf": """\
output "y" {
  value = 1
}
output "x" {
  value = ["z"]
}
""",
        },
        {"x": ["z"], "y": 1},
    ),
    "heredoc keeps lines": (
        {
            "main.tf": """\
locals {
  result = <<EOT
key = value
  indented

last
EOT
}
""",
        },
        "key = value\n  indented\n\nlast\n",
    ),
    "heredoc indented": (
        {
            "main.tf": """\
locals {
  n      = 3
  result = <<-EOT
    a=1
      b=${local.n}

    c=2
  EOT
}
""",
        },
        "a=1\n  b=3\n\nc=2\n",
    ),
    "heredoc with directives": (
        {
            "main.tf": """\
locals {
  on     = true
  hosts  = ["a", "b"]
  result = <<-EOT
    start
    %{ if local.on ~}
    on=true
    %{ else ~}
    off
    %{ endif ~}
    %{ for i, h in local.hosts ~}
    host.${i}=${h}
    %{ endfor ~}
    end
  EOT
}
""",
        },
        "start\n    on=true\n        host.0=a\n    host.1=b\n    end\n",
    ),
    "directives without strip": (
        {
            "main.tf": """\
locals {
  result = "%{ if true }yes%{ else }no%{ endif }, %{ for x in [1, 2] }${x};%{ endfor }"
}
""",
        },
        "yes, 1;2;",
    ),
    "strip markers": (
        {
            "main.tf": """\
locals {
  a      = "x"
  result = ["a  ${~ local.a ~}  b", "a\\n  ${~ local.a }\\n b"]
}
""",
        },
        ["axb", "ax\n b"],
    ),
    "escapes": (
        {
            "main.tf": """\
locals {
  result = ["a\\tb\\n\\"c\\"", "$${x}", "%%{if}", "\\u00e9", "$$", "$x", "100%"]
}
""",
        },
        ['a\tb\n"c"', "${x}", "%{if}", "é", "$$", "$x", "100%"],
    ),
    "joined properties": (
        {
            "main.tf": """\
locals {
  properties = {
    "min.insync.replicas"       = 2
    "auto.create.topics.enable" = false
    "log.retention.ms"          = 9223372036854775807
  }
  result = join("\\n", [for k, v in local.properties : "${k} = ${v}"])
}
""",
        },
        (
            "auto.create.topics.enable = false\n"
            "log.retention.ms = 9223372036854775807\n"
            "min.insync.replicas = 2"
        ),
    ),
    "numbers in text": (
        {
            "main.tf": """\
locals {
  result = ["${1.0}", "${1.50}", "${1e3}", "${10 / 4}", "${0.1 + 0.2}", "${9223372036854775807}", "${-0.5}"]
}
""",
        },
        [1, 1.5, 1000, 2.5, 0.3, 9223372036854775807, -0.5],
    ),
    "arithmetic": (
        {
            "main.tf": """\
locals {
  result = [7 / 2, 7 % 3, -7 % 3, 2 * 3 + 4, (1 + 2) * 3, 10 - 4 - 3, -2 * -3]
}
""",
        },
        [3.5, 1, -1, 10, 9, 3, 6],
    ),
    "comparison and logic": (
        {
            "main.tf": """\
locals {
  result = [1 == 1.0, "1" == 1, null == null, [1] == [1], { a = 1 } == { a = 1 }, 1 < 2 && 2 <= 2, true || false, !true, "a" != "b"]
}
""",
        },
        [True, False, True, True, True, True, True, False, True],
    ),
    "conditionals": (
        {
            "main.tf": """\
locals {
  result = [true ? 1 : 2, false ? "a" : "b", 1 > 2 ? "x" : 1 > 0 ? "y" : "z", true ? null : "x"]
}
""",
        },
        [1, "b", "y", None],
    ),
    "for expressions": (
        {
            "main.tf": """\
locals {
  l      = ["a", "b", "c"]
  m      = { x = 1, y = 2 }
  result = [[for i, v in local.l : "${i}${v}" if i != 1], { for k, v in local.m : v => k }, [for k, v in local.m : k], { for v in ["ab", "ac", "b"] : substr(v, 0, 1) => v... }]
}
""",
        },
        [["0a", "2c"], {"1": "x", "2": "y"}, ["x", "y"], {"a": ["ab", "ac"], "b": ["b"]}],
    ),
    "splats": (
        {
            "main.tf": """\
locals {
  l      = [{ a = { b = 1 }, c = [1, 2] }, { a = { b = 2 }, c = [3] }]
  result = [local.l[*].a.b, local.l.*.a.b, local.l[*].c[0], null[*], "x"[*], local.l[0][*].a.b]
}
""",
        },
        [[1, 2], [1, 2], [1, 3], [], ["x"], [1]],
    ),
    "indexing": (
        {
            "main.tf": """\
locals {
  l      = ["a", "b"]
  m      = { k = { n = [10, 20] } }
  result = [local.l[1], local.l.0, local.m["k"]["n"][1], local.m.k.n.0, local.m[join("", ["k"])]["n"][length(local.l) - 1]]
}
""",
        },
        ["b", "a", 20, 10, 20],
    ),
    "try and can": (
        {
            "main.tf": """\
locals {
  o      = { a = null, b = { c = 1 } }
  result = [try(local.o.b.c, 0), try(local.o.x, "d"), try(local.o.a.b, local.o.x, 3), can(local.o.b.c), can(local.o.zz), coalesce(null, "", "x"), lookup(local.o.b, "d", 9)]
}
""",
        },
        [1, "d", 3, True, False, "x", 9],
    ),
    "merge and flatten": (
        {
            "main.tf": """\
locals {
  result = [merge({ a = 1 }, { a = 2, b = 3 }, null), flatten([[1, [2]], [], [3]]), concat(["a"], [], ["b"]), distinct(["a", "b", "a"]), compact(["a", "", null])]
}
""",
        },
        [{"a": 2, "b": 3}, [1, 2, 3], ["a", "b"], ["a", "b"], ["a"]],
    ),
    "legacy whole interpolation": (
        {
            "main.tf": """\
variable "l" {
  default = ["a", "b"]
}
locals {
  result = ["${var.l}", "${length(var.l)}", "x${var.l[0]}"]
}
""",
        },
        [["a", "b"], 2, "xa"],
    ),
    "object keys": (
        {
            "main.tf": """\
locals {
  k      = "dyn"
  result = { plain = 1, "quoted" = 2, (local.k) = 3, "in${local.k}" = 4, "a.b" : 5 }
}
""",
        },
        {"a.b": 5, "dyn": 3, "indyn": 4, "plain": 1, "quoted": 2},
    ),
    "json round trip": (
        {
            "main.tf": """\
locals {
  result = [jsonencode({ b = [1, "x", null], a = true }), jsondecode("{\\"a\\": [1, 2.5, \\"<\\"]}")]
}
""",
        },
        ['{"a":true,"b":[1,"x",null]}', {"a": [1, 2.5, "<"]}],
    ),
    "file beside the module": (
        {
            "main.tf": """\
module "m" {
  source = "./m"
}
locals {
  result = [file("${path.module}/top.txt"), module.m.text, fileexists("none.txt")]
}
""",
            "m/main.tf": """\
output "text" {
  value = file("${path.module}/in.txt")
}
""",
            "top.txt": """\
top
""",
            "m/in.txt": """\
in
""",
        },
        ["top\n", "in\n", False],
    ),
    "templatefile": (
        {
            "main.tf": """\
locals {
  result = templatefile("${path.module}/server.properties.tftpl", { isr = 2, hosts = ["a", "b"] })
}
""",
            "server.properties.tftpl": """\
min.insync.replicas=${isr}
%{ for h in hosts ~}
host=${h}
%{ endfor ~}
end=$${x}
""",
        },
        "min.insync.replicas=2\nhost=a\nhost=b\nend=${x}\n",
    ),
    "comments and layout": (
        {
            "main.tf": """\
# a
// b
/* c */ locals {
  result = [ # d
    1, /* e */ 2,
    3, // f
  ]
}
""",
        },
        [1, 2, 3],
    ),
    "sensitive and nonsensitive": (
        {
            "main.tf": """\
variable "p" {
  default   = "x"
  sensitive = true
}
locals {
  result = nonsensitive("${var.p}y")
}
""",
        },
        "xy",
    ),
    "conditional module inputs": (
        {
            "main.tf": """\
variable "create" {
  default = true
}
module "m" {
  source = "./m"
  count  = var.create ? 1 : 0
  n      = var.create ? 3 : 0
}
locals {
  result = var.create ? module.m[0].out : []
}
""",
            "m/main.tf": """\
variable "n" {
  type = number
}
output "out" {
  value = [for i in range(var.n) : "b-${i + 1}"]
}
""",
        },
        ["b-1", "b-2", "b-3"],
    ),
    "zones and subnets": (
        {
            "main.tf": """\
locals {
  cidr   = "10.20.0.0/16"
  zones  = ["a", "b", "c"]
  result = { for i, z in local.zones : z => cidrsubnet(local.cidr, 8, i + 10) }
}
""",
        },
        {"a": "10.20.10.0/24", "b": "10.20.11.0/24", "c": "10.20.12.0/24"},
    ),
}
