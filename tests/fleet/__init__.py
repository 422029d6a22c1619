"""The Ansible collection with the real ``ansible-playbook``: make test-fleet.

``ANSIBLE_BIN`` names the folder of Ansible's commands; without it, these tests are skipped.
"""
